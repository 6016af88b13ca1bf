package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests commands on the real local cloud, from arguments to exit code.
@Timeout(180)
class LocalRunTest {
    private static final Path HOME = Path.of("../..");
    private static final Workloads WORKLOADS = Workloads.discovered();
    private static final Pattern PROGRESS =
            Pattern.compile("^([\\d,]+ of [\\d,]+ tasks|planning for )");
    private static SharedApplication application;
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        application =
                new SharedApplication(
                        new LocalApplicationStarter(WORKLOADS)
                                .start(
                                        HOME.resolve("template.yaml"),
                                        OptionalInt.of(2),
                                        line -> {}));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void aFileIsTabulatedIntoOneJsonDocument() throws IOException {
        Path data = write("AA,1\nUA,5\nAA,2\n");

        int exit =
                fanfold(
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=carrier",
                        "--set",
                        "measure=delay",
                        "--json");

        assertThat(errors()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.text()).hasLineCount(1);
        assertThat(out.text())
                .contains("\"state\":\"SUCCEEDED\"")
                .contains(
                        "\"balanced\":true,\"bytes\":{\"input\":29,\"covered\":29},\"records\":{\"read\":3,\"rejected\":0}")
                .contains("{\"key\":{\"carrier\":\"AA\"},\"count\":2,")
                .containsPattern("\"invocations\":[1-9]")
                .containsPattern("\"messages\":[1-9]")
                .containsPattern("\"usd\":0\\.000\\d*[1-9]");
    }

    @Test
    void aPartialAnswerIsPrintedWithItsMissingTasksAndExitsWithOne() throws IOException {
        Path data = write("0123456789");

        int exit =
                fanfold(
                        "run",
                        "fickle",
                        "--input",
                        data,
                        "--set",
                        "mood=poison",
                        "--slice",
                        "12",
                        "--tolerate",
                        "1",
                        "--json");

        assertThat(exit).isEqualTo(1);
        assertThat(errors())
                .isEqualTo("fanfold: LOST: 1 of 2 tasks are lost, for example: poison in task 1\n");
        assertThat(out.text())
                .contains("\"state\":\"PARTIAL\",\"versions\":[\"")
                .contains("\"tasks\":{\"planned\":2,\"done\":1,\"lost\":1}")
                .contains(
                        "\"missing\":[{\"task\":1,\"from\":12,\"to\":24,\"reason\":\"PERMANENT: poison in task 1\"}]")
                .contains("\"error\":{\"kind\":\"LOST\"")
                .containsPattern(
                        "\"losses\":\\[\\{\"tasks\":1,\"first\":1,\"kind\":\"PERMANENT\",\"text\":\"poison in task 1\",\"at\":\"dev\\.fanfold\\.cli\\.Fickle\\.poison")
                .contains(
                        "\"trace\":\"dev.fanfold.workload.PermanentFailureException: poison in task 1\\n\\tat dev.fanfold.cli.Fickle.poison(")
                .endsWith("\"result\":{\"bytes\":12}}\n");
    }

    @Test
    void aLossThatIsNotToleratedGivesNoAnswerAndExitsWithOne() throws IOException {
        Path data = write("0123456789");

        int exit =
                fanfold("run", "fickle", "--input", data, "--set", "mood=poison", "--slice", "12");

        assertThat(exit).isEqualTo(1);
        assertThat(errors())
                .startsWith("fanfold: PERMANENT: ")
                .contains("poison in task 1")
                .hasLineCount(1);
        assertThat(out.text())
                .startsWith("failed     fickle, job ")
                .contains("missing    task 1, 12 to 24: PERMANENT: poison")
                .containsPattern(
                        "(?m)^lost       1 task: PERMANENT: poison in task 1 at dev\\.fanfold\\.cli\\.Fickle\\.poison\\(Fickle\\.java:\\d+\\)$")
                .containsPattern(
                        "(?m)^trace      dev\\.fanfold\\.workload\\.PermanentFailureException: poison in task 1\\R {15}at dev\\.fanfold\\.cli\\.Fickle\\.poison\\(")
                .containsOnlyOnce("\ntrace ");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsRefused() throws IOException {
        Path data = write("0123456789");

        int exit = fanfold("run", "fickle", "--input", data, "--set", "mood=meddling", "--json");

        assertThat(exit).isEqualTo(2);
        assertThat(errors())
                .startsWith("fanfold: INPUT_CHANGED: " + data.toUri())
                .contains("run the job again")
                .hasLineCount(1);
        assertThat(out.text()).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedInAnyTask() throws IOException {
        Path data = directory.resolve("late.csv");
        Files.write(data, Stream.generate(() -> "AA,1\n").limit(20_000).toList());
        Files.write(data, new byte[] {'A', (byte) 0xff, ',', '1', '\n'}, StandardOpenOption.APPEND);

        int exit =
                fanfold(
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=c1",
                        "--set",
                        "header=false",
                        "--slice",
                        "10KiB",
                        "--json");

        assertThat(exit).isEqualTo(2);
        assertThat(errors())
                .startsWith("fanfold: late.csv")
                .contains("is not UTF-8")
                .hasLineCount(1);
        assertThat(out.text()).isEmpty();
    }

    @Test
    void theSameRequestReturnsTheSameJobAndAgainStartsAnother() throws IOException {
        Path data = write("0123456789");

        fanfold("run", "fickle", "--input", data, "--json");
        fanfold("run", "fickle", "--input", data, "--json");
        fanfold("run", "fickle", "--input", data, "--json", "--again");

        String[] ids = out.text().lines().map(LocalRunTest::id).toArray(String[]::new);
        assertThat(ids[1]).isEqualTo(ids[0]);
        assertThat(ids[2]).isNotEqualTo(ids[0]);
    }

    @Test
    void theBenchmarkCountsItsTasks() {
        int exit = fanfold("bench", "noop", "--tasks", "200", "--pack", "10", "--json");

        assertThat(exit).isZero();
        Fields figures = Json.read("bench", out.text());
        assertThat(figures.names())
                .contains("tasksPerSecond", "cpuMillisPerTask", "wallSeconds", "startSeconds");
        assertThat(out.text())
                .contains("\"state\":\"SUCCEEDED\",\"tasks\":200,\"pack\":10,")
                .contains("\"repairs\":0");
    }

    private int fanfold(Object... words) {
        var terminal = new Terminal(out.stream(), err.stream(), false, false, 80);
        var context =
                new CommandContext(
                        terminal,
                        application,
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(java.util.Map.of()),
                        _ -> WORKLOADS,
                        new FileSource(),
                        HOME);
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    /// The messages on standard error, without the progress lines.
    private String errors() {
        return err.text()
                .lines()
                .filter(line -> !PROGRESS.matcher(line).find())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String id(String document) {
        return document.replaceFirst("^\\{\"job\":\\{\"id\":\"([0-9a-f]{32})\".*", "$1");
    }

    // Writes a header of 14 bytes, and the rows.
    private Path write(String rows) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), "carrier,delay\n" + rows);
    }
}
