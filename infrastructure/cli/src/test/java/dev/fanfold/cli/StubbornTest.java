package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that a signal stops a command even if its workload blocks or harms the process.
@Timeout(240)
class StubbornTest {
    private static final Duration MAX_DURATION = Duration.ofSeconds(10);
    @TempDir private Path temporary;

    @Test
    void aTaskThatIgnoresInterruptsDoesNotDelayTheExit() throws Exception {
        Process fanfold = startGuarded("spin");
        try {
            Result result = stop(fanfold, "TERM");

            assertThat(result.code()).isEqualTo(143);
            assertThat(result.errors()).containsPattern("stopping: job [0-9a-f]{32} is cancelled");
            assertThat(result.duration()).isLessThan(MAX_DURATION);
        } finally {
            kill(fanfold);
        }
    }

    @Test
    void aTaskThatFillsTheHeapIsEndedWithItsProcess() throws Exception {
        Process fanfold = startGuarded("fill");
        try {
            Result result = stop(fanfold, "TERM");

            assertThat(result.code()).isEqualTo(143);
            assertThat(result.duration()).isLessThan(MAX_DURATION);
        } finally {
            kill(fanfold);
        }
    }

    @Test
    void aSecondSignalKillsImmediately() throws Exception {
        Process fanfold = startGuarded("hang");
        try (BufferedReader errors = fanfold.errorReader()) {
            awaitWork(errors);
            Forked.signal(fanfold, "TERM");
            // The first signal has been handled.
            assertThat(errors.lines().anyMatch(line -> line.startsWith("stopping: "))).isTrue();
            ProcessHandle jvm = fanfold.children().findFirst().orElseThrow();
            long start = System.nanoTime();
            while (fanfold.isAlive()) { // the guard ignores a second signal shortly after the first
                Forked.signal(fanfold, "TERM");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(fanfold.waitFor()).isEqualTo(143);
            assertThat(jvm.isAlive()).isFalse();
        } finally {
            kill(fanfold);
        }
    }

    @Test
    void aShutdownThatHangsIsCutOffAlsoWithoutAGuard() throws Exception {
        Process fanfold = command("hang").start();
        try {
            Result result = stop(fanfold, "TERM");

            assertThat(result.code()).isEqualTo(143);
            assertThat(result.errors()).contains("shutdown did not finish within 7 s");
            assertThat(result.duration()).isLessThan(MAX_DURATION);
        } finally {
            kill(fanfold);
        }
    }

    @Test
    void theProcessBehindAGuardThatIsKilledEnds() throws Exception {
        Process fanfold = startGuarded("spin");
        try (BufferedReader errors = fanfold.errorReader()) {
            awaitWork(errors);
            ProcessHandle jvm = fanfold.children().findFirst().orElseThrow();
            fanfold.destroyForcibly();

            assertThat(jvm.onExit().get(MAX_DURATION.toSeconds(), TimeUnit.SECONDS).isAlive())
                    .isFalse();
        } finally {
            kill(fanfold);
        }
    }

    @Test
    void aGuardEndsAsItsCommandDoes() throws Exception {
        for (int code : new int[] {0, 1, 2, 77, 143}) {
            Process guard =
                    new ProcessBuilder(Forked.GUARD.toString(), "sh", "-c", "cat; exit " + code)
                            .redirectError(Redirect.INHERIT)
                            .start();
            try (var words = guard.outputWriter()) {
                words.write("through");
            }
            assertThat(new String(guard.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("through");
            assertThat(guard.waitFor()).isEqualTo(code);
        }
    }

    private record Result(int code, Duration duration, String errors) {}

    private Result stop(Process fanfold, String signal) throws Exception {
        try (BufferedReader errors = fanfold.errorReader()) {
            awaitWork(errors);
            long start = System.nanoTime();
            Forked.signal(fanfold, signal);
            String rest = errors.lines().collect(Collectors.joining("\n"));
            int code = fanfold.waitFor();
            return new Result(code, Duration.ofNanos(System.nanoTime() - start), rest);
        }
    }

    private static void awaitWork(BufferedReader errors) {
        assertThat(errors.lines().anyMatch(line -> line.endsWith("rogue is at work"))).isTrue();
    }

    private ProcessBuilder command(String does) {
        return Forked.command(
                        temporary, List.of("-Xmx128m"), "run", "rogue", "--set", "does=" + does)
                .redirectOutput(Redirect.DISCARD);
    }

    // Starts the command as the launcher does.
    private Process startGuarded(String does) throws IOException {
        var words = new ArrayList<String>(List.of(Forked.GUARD.toString()));
        ProcessBuilder command = command(does);
        words.addAll(command.command());
        // The guard replaces the shell and has its pid.
        words.addAll(
                0,
                List.of(
                        "bash",
                        "-c",
                        "guard=$1; java=$2; shift 2; exec \"$guard\" \"$java\" -Dfanfold.launcher=$$ \"$@\"",
                        "launcher"));
        return command.command(words).start();
    }

    private static void kill(Process fanfold) {
        fanfold.descendants().forEach(ProcessHandle::destroyForcibly);
        fanfold.destroyForcibly();
    }
}
