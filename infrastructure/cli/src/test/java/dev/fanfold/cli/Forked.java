package dev.fanfold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs `fanfold` in a separate process.
final class Forked {
    static final Path GUARD = Path.of("guard").toAbsolutePath();

    private Forked() {}

    /// Prepares the process of a command.
    ///
    /// @param temporary the parent directory of its temporary directories
    /// @param options the options of its JVM
    static ProcessBuilder command(Path temporary, List<String> options, String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                // Fast start: these processes do little else.
                                "-XX:TieredStopAtLevel=1",
                                "-Dfanfold.home=../..",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(ClassPathMain.class.getName());
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
}
