package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.line.Line;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Commands that start nothing, and requests that are refused before anything is started: a line
/// that is asked to start is a failure here. Jobs that run are in [LocalRunTest].
class CommandsTest {
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> whatIsAtFaultIsSaidInOneLineBeforeAnythingIsStarted() throws IOException {
        Path data = write("data.csv", "carrier,delay\nAA,1\n");
        Path empty = write("empty.csv", "");
        Path binary = directory.resolve("binary.csv");
        Files.write(binary, new byte[] {'a', ',', 'b', '\n', (byte) 0xff, '\n'});
        Path none = directory.resolve("none.csv");
        return Stream.of(
                refused("no such file: " + none, "run", "tabulate", "--input", none),
                refused("empty.csv is empty", "run", "tabulate", "--input", empty),
                refused("is a directory; give one file", "run", "tabulate", "--input", directory),
                refused("did you mean tabulate?", "run", "tabulat", "--input", data),
                refused(
                        "did you mean group-by?",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "grup-by=carrier"),
                refused(
                        "did you mean \"carrier\"?",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=carier"),
                refused("byte 4 (0xff) is not UTF-8", "run", "tabulate", "--input", binary),
                refused("noop needs the setting tasks", "run", "noop"),
                refused("tabulate reads an input: add --input FILE", "run", "tabulate"),
                refused("noop reads no input", "run", "noop", "--set", "tasks=1", "--input", data),
                refused(
                        "slice is at least 1, not 0",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--slice",
                        "0"),
                refused("slice is a size", "plan", "tabulate", "--input", data, "--slice", "big"),
                refused("not \"most\"", "run", "tabulate", "--input", data, "--tolerate", "most"),
                refused("not \"101%\"", "run", "tabulate", "--input", data, "--tolerate", "101%"),
                refused(
                        "deadline is a length of time",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--deadline",
                        "soon"),
                refused(
                        "concurrency is 1 to 10000",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--concurrency",
                        "0"),
                refused("NAME=VALUE, not \"tasks\"", "run", "noop", "--set", "tasks"),
                refused(
                        "setting tasks is given twice",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--set",
                        "tasks=2"),
                refused(
                        "setting tasks is a whole number, not \"x\"",
                        "bench",
                        "noop",
                        "--tasks",
                        "x"),
                refused(
                        "cannot be made a directory",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--out",
                        data),
                refused("--data " + data + " cannot be made a directory", "local", "--data", data),
                refused(
                        "Missing required parameter for option '--slice'",
                        "run",
                        "tabulate",
                        "--slice"),
                refused(
                        "Expected parameter for option '--input'",
                        "run",
                        "tabulate",
                        "--input",
                        "--json"),
                refused(
                        "Unknown option: '--jason' (did you mean --json?)",
                        "run",
                        "noop",
                        "--jason"),
                refused("'rnu' (did you mean run?)", "rnu"),
                refused("Missing required parameter: 'WORKLOAD'", "run"),
                refused("Missing command: one of run, plan,", new Object[0]),
                refused("bench measures noop or sleep, not \"nop\"", "bench", "nop"),
                refused(
                        "plan reads files of this machine, not s3://bucket/key",
                        "plan",
                        "tabulate",
                        "--input",
                        "s3://bucket/key"));
    }

    @Test
    void aPlanSaysTasksMessagesRequestsAndPriceAndDoesNothing() throws IOException {
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
                        "messages  3, packed by 4")
                .anyMatch(line -> line.startsWith("requests  ") && line.contains("invocations"))
                .anyMatch(line -> line.startsWith("price     about $0.0000"));
        assertThat(exit).isZero();
    }

    @Test
    void aSeparatorThatWasDetectedIsSaidBesideTheAnswer() throws IOException {
        Path data = write("data.txt", "carrier|delay\nAA|1\n");

        assertThat(fanfold("plan", "tabulate", "--input", data)).isZero();

        assertThat(err.text())
                .startsWith("fanfold: the separator is taken to be \"|\"")
                .hasLineCount(1);
        assertThat(out.text()).startsWith("job ");
    }

    @Test
    void whatAFileHoldsDoesNotCommandTheScreen() throws IOException {
        Path data = write("data.csv", "\u001b[31mred\tx\u009b2J\n1\n");

        assertThat(fanfold("plan", "tabulate", "--input", data, "--set", "group-by=a"))
                .isEqualTo(2);

        assertThat(err.text()).contains("\"?[31mred\\tx?2J\"").hasLineCount(1);
    }

    @Test
    void workloadsAreListedWithTheirSettings() {
        assertThat(fanfold("workloads")).isZero();

        assertThat(out.text().lines())
                .contains("noop", "tabulate --input FILE", "    tasks  how many tasks (required)")
                .anyMatch(line -> line.endsWith("(by default 1000)"));
    }

    @Test
    void everyCommandHasHelpOnStandardOutput() {
        for (String command :
                new String[] {"run", "plan", "workloads", "bench", "local", "doctor"}) {
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
    void theDoctorFindsWhatIsThere() {
        assertThat(fanfold("doctor")).isZero();

        assertThat(out.text())
                .contains("jdk      ok", "ports    ok", "template ok")
                .doesNotContain("missing");
    }

    @Test
    void theDoctorNamesWhatIsMissing() {
        var lost =
                new Surroundings(
                        terminal(),
                        CommandsTest::none,
                        Workloads.discovered(),
                        new FileSource(),
                        directory);

        assertThat(Main.run(lost, "doctor")).isEqualTo(1);

        assertThat(out.text()).containsPattern("template missing .*template.yaml");
    }

    private DynamicTest refused(String fault, Object... args) {
        return DynamicTest.dynamicTest(
                String.join(" ", Stream.of(args).map(Object::toString).toList()) + ": " + fault,
                () -> {
                    var said = new Captured();
                    var printed = new Captured();
                    var terminal = new Terminal(printed.stream(), said.stream(), false, false, 80);
                    int exit = Main.run(around(terminal), words(args));

                    assertThat(said.text()).startsWith("fanfold: ").contains(fault).hasLineCount(1);
                    assertThat(printed.text()).isEmpty();
                    assertThat(exit).isEqualTo(2);
                });
    }

    private int fanfold(Object... args) {
        return Main.run(around(terminal()), words(args));
    }

    private static String[] words(Object... args) {
        return Stream.of(args).map(Object::toString).toArray(String[]::new);
    }

    private Terminal terminal() {
        return new Terminal(out.stream(), err.stream(), false, false, 80);
    }

    private static Surroundings around(Terminal terminal) {
        return new Surroundings(
                terminal,
                CommandsTest::none,
                Workloads.discovered(),
                new FileSource(),
                Path.of("../.."));
    }

    private static Line none(Path template, OptionalInt workers, Consumer<String> log) {
        throw new AssertionError("a line was started on " + template);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
