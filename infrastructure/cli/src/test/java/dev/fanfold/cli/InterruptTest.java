package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests Ctrl-C and other signals, with `fanfold` in a separate process.
@Timeout(240)
class InterruptTest {
    @TempDir private Path temporary;

    @Test
    void ctrlCCancelsTheJobLeavesNothingBehindAndExitsWith130() throws Exception {
        Process fanfold = start("run", "sleep", "--set", "tasks=1000", "--set", "millis=60000");
        try (BufferedReader errors = fanfold.errorReader()) {
            assertThat(errors.lines().anyMatch(InterruptTest::isProgress)).isTrue();
            boolean ignoresInterrupt = ignoresInterrupts(fanfold);
            signal(fanfold, ignoresInterrupt ? "TERM" : "INT");

            assertThat(fanfold.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(fanfold.exitValue()).isEqualTo(ignoresInterrupt ? 143 : 130);
            assertThat(errors.lines())
                    .filteredOn(line -> !line.isEmpty() && !isProgress(line))
                    .singleElement()
                    .asString()
                    .matches("stopping: job [0-9a-f]{32} is cancelled");
        } finally {
            fanfold.destroyForcibly();
        }
        assertThat(remainingDirectories()).isEmpty();
    }

    @Test
    void ctrlCWhileTheLocalCloudStartsLeavesNothingBehind() throws Exception {
        Process fanfold = start("run", "sleep", "--set", "tasks=1");
        try {
            while (remainingDirectories().isEmpty() && fanfold.isAlive()) {
                Thread.onSpinWait();
            }
            boolean ignoresInterrupt = ignoresInterrupts(fanfold);
            signal(fanfold, ignoresInterrupt ? "TERM" : "INT");

            assertThat(fanfold.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(fanfold.exitValue()).isEqualTo(ignoresInterrupt ? 143 : 130);
        } finally {
            fanfold.destroyForcibly();
        }
        assertThat(remainingDirectories()).isEmpty();
    }

    @Test
    void ctrlCEndsAProofWithItsFiguresSoFar() throws Exception {
        Path out = temporary.resolve("out.txt");
        Process fanfold = start(Redirect.to(out.toFile()), "prove", "--seeds", "100000000");
        try (BufferedReader errors = fanfold.errorReader()) {
            assertThat(errors.readLine()).contains("of 100,000,000 runs, 0 violations");
            boolean ignoresInterrupt = ignoresInterrupts(fanfold);
            signal(fanfold, ignoresInterrupt ? "TERM" : "INT");

            assertThat(fanfold.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(fanfold.exitValue()).isEqualTo(ignoresInterrupt ? 143 : 130);
            assertThat(errors.lines())
                    .last()
                    .asString()
                    .matches("fanfold: stopped after [1-9]\\d* of 100000000 runs");
        } finally {
            fanfold.destroyForcibly();
        }
        assertThat(Files.readString(out)).startsWith("runs ").endsWith("0 violations\n");
    }

    private List<String> remainingDirectories() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.startsWith("fanfold"))
                    .toList();
        }
    }

    private static boolean isProgress(String line) {
        return line.contains("of 1,000 tasks");
    }

    private Process start(String... words) throws IOException {
        return start(Redirect.DISCARD, words);
    }

    private Process start(Redirect out, String... words) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-Dfanfold.home=../..",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectOutput(out).start();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    // A build that runs in the background may inherit that SIGINT is ignored. Then SIGTERM is
    // tested instead.
    static boolean ignoresInterrupts(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
