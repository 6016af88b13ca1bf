import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A variant of how a function runs.
///
/// @param flags options of the JVM
/// @param snapshot whether the environment is restored from a snapshot
/// @param image whether all jars are on the class path, as in a container image; the jars of a zip
///   are loaded by Lambda's own loader
record Variant(String name, List<String> flags, boolean snapshot, boolean image) {
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    /// All measured variants.
    static List<Variant> all(Path cache) {
        return List.of(
                new Variant("zip, C1 only", List.of(C1), false, false),
                new Variant("zip, C1 and C2", List.of(), false, false),
                new Variant("zip, C1 and C2, from a snapshot", List.of(), true, false),
                new Variant("image, C1 and C2, AOT cache", List.of("-XX:AOTCache=" + cache), false, true));
    }

    static Variant recording(Path cache) {
        return new Variant("image, recording", List.of("-XX:AOTCacheOutput=" + cache), false, true);
    }

    /// The command that runs the function. Start it in the folder of the unpacked zip.
    List<String> command(Path jdk, Path runtime, Path unpacked, int memory, String handler) {
        var command = new ArrayList<String>();
        // Lambda gives a function one processor per 1,769 MB. This machine's other processor is for
        // the services.
        command.addAll(List.of("taskset", "-c", "1", jdk.resolve("bin/java").toString()));
        // Options of the managed runtime: the heap, and the collector for one processor.
        command.addAll(List.of("-Xmx" + memory * 8 / 10 + "m", "-XX:+UseSerialGC"));
        command.addAll(flags);
        String path = runtime + "/*" + (image ? ":" + unpacked.resolve("lib") + "/*" : "");
        command.addAll(List.of("-cp", path, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        return command;
    }
}
