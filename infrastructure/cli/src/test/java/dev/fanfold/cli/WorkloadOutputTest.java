package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.text.Captured;
import dev.fanfold.messages.Json;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the output of workloads does not mix with the answer.
@Timeout(180)
class WorkloadOutputTest {
    private static final Pattern TASKS =
            Pattern.compile(
                    "\\[job [0-9a-f]{32} task (\\d+)] ((line|error) \\d+ of \\1|a child of \\1|not ended by \\1|rogue is at work)");
    private final Captured err = new Captured();
    private final WorkloadOutput workloadOutput = new WorkloadOutput(err.terminal()::log);
    private final PrintStream stream = workloadOutput.stream();
    @TempDir private Path temporary;

    @Test
    void theAnswerAloneIsOnStandardOutputAndEachLineHasItsTask() throws Exception {
        Path out = temporary.resolve("out");
        Path errors = temporary.resolve("said");
        Process fanfold =
                Forked.command(
                                temporary,
                                List.of(),
                                "run",
                                "rogue",
                                "--set",
                                "does=print",
                                "--set",
                                "tasks=40",
                                "--json")
                        .redirectOutput(Redirect.to(out.toFile()))
                        .redirectError(Redirect.to(errors.toFile()))
                        .start();

        assertThat(fanfold.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(Json.read("answer", Files.readString(out)).names()).contains("job", "result");
        List<String> lines =
                Files.readAllLines(errors).stream()
                        .filter(line -> line.startsWith("[job"))
                        .toList();
        assertThat(lines)
                .filteredOn(line -> !line.endsWith(" finish] finishing"))
                .allSatisfy(line -> assertThat(line).matches(TASKS))
                .hasSize(40 * (2 * Rogue.LINES + 3));
        assertThat(lines).filteredOn(line -> line.endsWith(" finish] finishing")).hasSize(1);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        List<Thread> threads =
                IntStream.range(0, 8).mapToObj(this::printingThread).peek(Thread::start).toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(err.text().lines())
                .hasSize(8 * 500)
                .allSatisfy(line -> assertThat(line).matches("(\\d)-\\1-\\1"));
    }

    private Thread printingThread(int number) {
        return Thread.ofVirtual()
                .unstarted(() -> {
                    for (int i = 0; i < 500; i++) {
                        stream.print(number + "-");
                        stream.print(number);
                        stream.println("-" + number);
                    }
                });
    }

    @Test
    void unfinishedLinesArePrintedAtTheEndAndLongLinesAreSplit() {
        stream.print("a beginning");
        stream.close(); // has no effect, because the stream is shared
        stream.print(", and more");
        assertThat(err.text()).isEmpty();
        workloadOutput.endLines();
        assertThat(err.text()).isEqualTo("a beginning, and more\n");

        stream.print("x".repeat(40_000));
        workloadOutput.endLines();
        assertThat(err.text().replace("\n", "")).endsWith("x".repeat(40_000));
    }
}
