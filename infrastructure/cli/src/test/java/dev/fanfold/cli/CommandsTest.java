package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.text.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests commands that start no application. A start would fail the test.
///
/// [RefusedCommandsTest] tests invalid commands, [LocalRunTest] tests jobs.
class CommandsTest {
    private final CommandRunner runner = new CommandRunner();
    private final Captured out = runner.out;
    private final Captured err = runner.err;
    @TempDir private Path directory;

    @Test
    void aPlanPrintsTasksMessagesRequestsAndPriceAndRunsNothing() throws IOException {
        Path data = write("data.csv", "carrier,delay\n" + "AA,1\n".repeat(20_000));

        int exit =
                fanfold(
                        "plan",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=carrier",
                        "--slice",
                        "10KiB",
                        "--pack",
                        "4");

        assertThat(err.text()).isEmpty();
        assertThat(out.text().lines())
                .contains(
                        "job       tabulate of data.csv, 97.7 KiB",
                        "tasks     10 of 10.0 KiB each",
                        "messages  3, with up to 4 tasks each")
                .anyMatch(line -> line.startsWith("requests  ") && line.contains("invocations"))
                .anyMatch(line -> line.startsWith("price     about $0.0000"))
                .anyMatch(line -> line.startsWith("excluded  ") && line.contains("retries"));
        assertThat(exit).isZero();
    }

    @Test
    void aPlanStatesHowManyTasksRunInParallel() {
        // Sleeping tasks wait: a worker runs all tasks of up to 10 messages in parallel.
        assertParallel("up to 25,000 tasks: 250 workers with 10 messages of 10 tasks each");
        assertParallel("up to 4 tasks: --concurrency 4", "--concurrency", "4");
        assertParallel("up to 50 tasks: 50 workers of the retry queue", "--concurrency", "51");
        assertParallel(
                "up to 2 tasks: 2 messages of up to 10 tasks",
                "--concurrency",
                "4",
                "--set",
                "tasks=20");
    }

    private void assertParallel(String expected, String... options) {
        var words = new ArrayList<Object>(List.of("plan", "sleep", "--set", "millis=1"));
        words.addAll(List.of(options));
        if (!words.contains("tasks=20")) {
            words.addAll(List.of("--set", "tasks=100000"));
        }
        assertThat(fanfold(words.toArray())).isZero();
        assertThat(out.text()).contains("parallel  " + expected + "\n");
    }

    @Test
    void aDetectedSeparatorIsReportedBesideTheAnswer() throws IOException {
        Path data = write("data.txt", "carrier|delay\nAA|1\n");

        assertThat(fanfold("plan", "tabulate", "--input", data)).isZero();

        assertThat(err.text())
                .startsWith("fanfold: the separator \"|\" was detected")
                .hasLineCount(1);
        assertThat(out.text()).startsWith("job ");
    }

    @Test
    void textFromAFileCannotControlTheTerminal() throws IOException {
        Path data = write("data.csv", "\u001b[31mred\tx\u009b2J\n1\n");

        assertThat(fanfold("plan", "tabulate", "--input", data, "--set", "group-by=a"))
                .isEqualTo(2);

        assertThat(err.text()).contains("\"\\u{1b}[31mred\\u{9}x\\u{9b}2J\"").hasLineCount(1);
    }

    @Test
    void workloadsAreListedWithTheirSettings() {
        assertThat(fanfold("workloads")).isZero();

        assertThat(out.text().lines())
                .contains("noop", "tabulate --input FILE", "    tasks  how many tasks (required)")
                .anyMatch(line -> line.endsWith("(by default 1000)"));
    }

    @Test
    void aCommandFailsIfStandardOutputCannotBeWritten() {
        runner.out.fill();

        assertThat(fanfold("workloads")).isEqualTo(1);

        assertThat(err.text()).startsWith("fanfold: could not write standard output");
    }

    @Test
    void everyCommandHasHelpOnStandardOutput() {
        for (String command :
                new String[] {
                    "run", "plan", "outputs", "workloads", "bench", "prove", "local", "doctor"
                }) {
            assertThat(fanfold(command, "--help")).isZero();
            assertThat(out.text()).contains("Usage: fanfold " + command);
            assertThat(fanfold("help", command)).isZero();
        }
        assertThat(fanfold("help")).isZero();
        assertThat(fanfold("--help")).isZero();
        assertThat(fanfold("--version")).isZero();
        assertThat(out.text()).containsPattern("fanfold \\d+\\.\\d+");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void theDoctorFindsWhatIsInstalled() {
        assertThat(fanfold("doctor")).isZero();

        assertThat(out.text())
                .contains("jdk      ok", "ports    ok", "template ok")
                .doesNotContain("missing");
    }

    @Test
    void theDoctorNamesWhatIsMissing() {
        assertThat(runner.runIn(directory, "doctor")).isEqualTo(1);

        assertThat(out.text()).containsPattern("template missing .*template.yaml");
    }

    private int fanfold(Object... args) {
        return runner.run(args);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
