package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests commands for deployed applications, on a local cloud that is found like a stack.
@Timeout(180)
class DeployedRunTest {
    private static final Path HOME = Path.of("../..");
    private static final Workloads WORKLOADS = Workloads.discovered();
    private static final String ON = "--on=aws";
    private static final Queue<String> log = new ConcurrentLinkedQueue<>();
    private static LocalCloud cloud;
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        HOME.resolve("template.yaml"),
                        LocalOptions.defaults()
                                .code(FunctionCode.classPath())
                                .log(line -> log.add(line)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
        // Checks that each role allows the calls of its function. A refused call would not fail the
        // jobs, because the keeper repairs them later.
        assertThat(log).noneMatch(line -> line.contains("is not authorized to perform"));
    }

    @Test
    void aFileIsUploadedAndItsAnswerAwaited() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "k,v\nAA,1\nUA,5\nAA,2\n");

        int exit =
                fanfold(
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=k",
                        "--set",
                        "measure=v",
                        "--json",
                        ON);

        assertThat(exit).isZero();
        Fields document = json();
        assertThat(document.object("job").text("state")).isEqualTo("SUCCEEDED");
        assertThat(document.raw("complete")).isEqualTo(true);
        assertThat(document.object("result").objects("groups")).hasSize(2);
    }

    @Test
    void theSameFileSubmittedTwiceIsTheSameJob() throws IOException {
        Path data = Files.writeString(directory.resolve("same.csv"), "some bytes");

        assertThat(fanfold("submit", "fickle", "--input", data, ON)).isZero();
        String first = out.text().strip();
        assertThat(fanfold("submit", "fickle", "--input", data, ON)).isZero();

        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(out.text().strip()).isEqualTo(first);
        assertThat(err.text()).contains("already submitted", "./fanfold status " + first);
        assertThat(fanfold("submit", "fickle", "--input", data, "--again", ON)).isZero();
        assertThat(out.text().strip()).isNotEqualTo(first);
    }

    @Test
    void lossesAreReportedAndRedriven() throws IOException {
        String id = submit("mood=poison", "--tolerate=1");

        assertThat(fanfold("result", id, "--wait", ON)).isEqualTo(1);
        assertThat(err.text()).contains("LOST", "poison in task 1");
        assertThat(out.text())
                .contains("trace      dev.fanfold.workload.PermanentFailureException: poison");
        assertThat(fanfold("status", id, ON)).isZero();
        assertThat(out.text())
                .contains("partial", "task 1,", "poison in task 1")
                .contains(
                        "lost       1 task: PERMANENT: poison in task 1 at dev.fanfold.cli.Fickle")
                .contains("trace      dev.fanfold.workload.PermanentFailureException: poison");
        assertThat(fanfold("status", id, "--json", ON)).isZero();
        assertThat(json().object("job").text("trace"))
                .contains("\tat dev.fanfold.cli.Fickle.work(");
        assertThat(fanfold("redrive", id, ON)).isZero();
        assertThat(err.text()).contains("redrive 1");
        assertThat(fanfold("result", id, "--wait", "--json", ON)).isEqualTo(1);
        assertThat(json().object("job").number("epoch")).isEqualTo(1);
    }

    @Test
    void anOpenJobIsCancelledAndAnEndedOneIsNot() throws IOException {
        // Few tasks, because they occupy workers that the other tests need.
        fanfold("submit", "sleep", "--set", "tasks=2", "--set", "millis=120000", "--again", ON);
        String id = out.text().strip();

        assertThat(fanfold("cancel", id, ON)).isZero();
        assertThat(err.text()).contains("is cancelled");
        assertThat(fanfold("cancel", id, ON)).isZero();
        assertThat(fanfold("redrive", id, ON)).isEqualTo(2);
        String done = submit("mood=fine");
        fanfold("result", done, "--wait", ON);
        assertThat(fanfold("cancel", done, ON)).isEqualTo(2);
        assertThat(err.text()).contains("is SUCCEEDED: only a job that has not ended");
    }

    @Test
    void invalidAndUnknownIdsAreRefused() {
        assertThat(fanfold("status", "x", ON)).isEqualTo(2);
        assertThat(err.text()).contains("32 hexadecimal digits");
        assertThat(fanfold("status", "0".repeat(32), ON)).isEqualTo(2);
        assertThat(err.text()).contains("there is no job");
    }

    @Test
    void aMissingFileIsRefused() {
        int exit = fanfold("submit", "fickle", "--input", directory.resolve("none"), ON);

        assertThat(exit).isEqualTo(2);
        assertThat(err.text()).contains("no such file: " + directory.resolve("none"));
    }

    @Test
    void nothingIsDeployedToThisMachine() {
        assertThat(fanfold("deploy")).isEqualTo(2);
        assertThat(err.text()).contains("--on localstack");
    }

    private String submit(String mood, String... options) throws IOException {
        Path data = Files.writeString(directory.resolve("data.txt"), "0123456789");
        fanfold(
                Stream.concat(
                                Stream.of(
                                        "submit",
                                        "fickle",
                                        "--input",
                                        data,
                                        "--slice=5",
                                        "--set",
                                        mood,
                                        "--again",
                                        ON),
                                Stream.of(options))
                        .toArray());
        return out.text().strip();
    }

    private Fields json() {
        return Json.read("output", out.text());
    }

    private int fanfold(Object... args) {
        out.clear();
        err.clear();
        var terminal = new Terminal(out.stream(), err.stream(), false, false, 80);
        var context =
                new CommandContext(
                        terminal,
                        (_, _, _) -> {
                            throw new AssertionError("an application was started");
                        },
                        (_, _, _) -> new Deployment(LocalEnvironment.of(cloud), WORKLOADS),
                        CommandRunner.access(Map.of()),
                        _ -> WORKLOADS,
                        new FileSource(),
                        HOME);
        return Main.run(context, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }
}
