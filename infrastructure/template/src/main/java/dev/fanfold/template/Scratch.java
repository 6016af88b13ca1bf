package dev.fanfold.template;

/// Checks the size of a function's ephemeral storage. Lambda takes no snapshots of a function with
/// more than 512 MB (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html).
final class Scratch {
    private static final int MAX_WITH_SNAPSHOTS = 512;
    private static final int MAX_SIZE = 10_240;

    private Scratch() {}

    static void check(Properties function) {
        int size =
                function.part("EphemeralStorage", KnownParts.SCRATCH)
                        .map(part ->
                                part.integer(
                                        "Size", MAX_WITH_SNAPSHOTS, MAX_WITH_SNAPSHOTS, MAX_SIZE))
                        .orElse(MAX_WITH_SNAPSHOTS);
        boolean takesSnapshots =
                function.part("SnapStart", KnownParts.SNAP_START)
                        .filter(part -> part.text("ApplyOn").equals("PublishedVersions"))
                        .isPresent();
        if (takesSnapshots && size > MAX_WITH_SNAPSHOTS) {
            throw function.refuse(
                    "EphemeralStorage",
                    "is %d MB, and snapshots take %d: set SnapStart's ApplyOn to None"
                            .formatted(size, MAX_WITH_SNAPSHOTS));
        }
    }
}
