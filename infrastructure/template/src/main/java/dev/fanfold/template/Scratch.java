package dev.fanfold.template;

/// A function's scratch space. Lambda takes no snapshot of a function with more than 512 MB
/// (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html).
final class Scratch {
    private static final int IN_A_SNAPSHOT = 512;
    private static final int MAX_SIZE = 10_240;

    private Scratch() {}

    static void check(Properties function) {
        int size =
                function.part("EphemeralStorage", KnownParts.SCRATCH)
                        .map(part -> part.integer("Size", IN_A_SNAPSHOT, IN_A_SNAPSHOT, MAX_SIZE))
                        .orElse(IN_A_SNAPSHOT);
        boolean starts =
                function.part("SnapStart", KnownParts.SNAP_START)
                        .filter(part -> part.text("ApplyOn").equals("PublishedVersions"))
                        .isPresent();
        if (starts && size > IN_A_SNAPSHOT) {
            throw function.refuse(
                    "EphemeralStorage",
                    "is %d MB, and snapshots take %d: set SnapStart's ApplyOn to None"
                            .formatted(size, IN_A_SNAPSHOT));
        }
    }
}
