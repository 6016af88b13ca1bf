package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of several rounds on the local cloud, as the command line shows them.
@Timeout(180)
class RoundsRunTest {
    private static final String ON = "--on=aws";
    private static final Queue<String> log = new ConcurrentLinkedQueue<>();
    private static LocalCloud cloud;
    private static OnCloud commands;
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults()
                                .code(FunctionCode.classPath())
                                .log(line -> log.add(line)));
        commands = new OnCloud(cloud, Workloads.discovered());
    }

    @AfterAll
    static void stop() {
        cloud.close();
        // A worker may start the next round: a refused call is repaired, but only later.
        assertThat(log).noneMatch(line -> line.contains("is not authorized to perform"));
    }

    @Test
    void theAnswerIsThatOfAPlainProgram() {
        assertThat(commands.run(arguments("run", "times=4", "--json"))).isZero();

        List<Long> plain =
                IntStream.range(0, 4)
                        .mapToObj(round -> LongStream.range(0, 10_000 >> round).sum())
                        .toList();
        assertThat(commands.out().text().replace(" ", ""))
                .contains("\"result\":" + plain.toString().replace(" ", ""));
        Fields job = commands.json().object("job");
        // 10,000 numbers, then 5,000, 2,500 and 1,250, in tasks of 1,000.
        assertThat(job.object("tasks").number("done")).isEqualTo(10 + 5 + 3 + 2);
        assertThat(job.object("round").number("number")).isEqualTo(3);
        assertThat(job.object("ledger").number("repairs")).isZero();
        assertThat(job.object("ledger").raw("balanced")).isEqualTo(true);
    }

    @Test
    void eachRoundIsListedWithItsLedger() {
        assertThat(commands.run(arguments("run", "times=3", "--json"))).isZero();
        String id = commands.json().object("job").text("id");

        assertThat(commands.run("status", id, "--rounds", ON)).isZero();
        List<String> lines = commands.out().text().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .isEqualTo("round  tasks  done  lost  records  rejected  seconds of work");
        assertThat(lines.get(1)).startsWith("    0     10    10     0   10,000         0");
        assertThat(lines.getLast()).startsWith("    2      3     3     0    2,500         0");

        assertThat(commands.run("status", id, "--rounds", "--json", ON)).isZero();
        assertThat(commands.json().objects("rounds"))
                .hasSize(3)
                .allMatch(round -> Boolean.TRUE.equals(round.raw("balanced")))
                .extracting(round -> round.object("tasks").number("planned"))
                .containsExactly(10L, 5L, 3L);
        assertThat(commands.run("status", id, ON)).isZero();
        assertThat(commands.out().text())
                .contains("round 2, 3 of 3 tasks (100.0 %)", "balanced: 18 of 18 tasks");
    }

    @Test
    void aWaitingRoundIsShownAndStartsInTime() {
        String id = submitted("wait=2");
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        Fields done = commands.json().object("job");

        assertThat(done.text("state")).isEqualTo("SUCCEEDED");
        assertThat(Instant.parse(done.text("changed")))
                .isAfter(Instant.parse(done.text("created")).plusSeconds(2));
        assertThat(done.object("ledger").number("repairs")).isZero();
    }

    @Test
    void aJobIsCancelledWhileItsRoundWaits() {
        String id = submitted("wait=3600");
        Fields job = waiting(id);
        assertThat(job.text("state")).isEqualTo("ACCEPTED");
        assertThat(Instant.parse(job.object("round").text("notBefore"))).isAfter(Instant.now());

        assertThat(commands.run("status", id, ON)).isZero();
        assertThat(commands.out().text())
                .containsPattern("progress   round 1 waits until \\S+Z\n")
                .contains("so far: 10 of 10 tasks");
        Await.until("the job is listed")
                .until(() ->
                        commands.run("jobs", "--state", "accepted", ON) == 0
                                && commands.out().text().contains(id));
        assertThat(commands.out().text()).contains("10 of 10");
        assertThat(commands.run("cancel", id, ON)).isZero();
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isNotZero();
        assertThat(commands.json().object("job").text("state")).isEqualTo("CANCELLED");
        assertThat(commands.json().object("job").object("tasks").number("done")).isEqualTo(10);
    }

    @Test
    void aRedriveRunsTheLostTasksOfTheLastRoundAgain() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = submitted("fails-in=2", "fails-while=" + cause);
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isEqualTo(1);
        Fields failed = commands.json().object("job");
        assertThat(failed.text("state")).isEqualTo("FAILED");
        assertThat(failed.object("round").object("tasks").number("lost")).isEqualTo(1);
        assertThat(commands.run("status", id, "--rounds", ON)).isZero();
        assertThat(commands.out().text())
                .contains("lost       in round 2, 1 task: PERMANENT: " + cause + " exists at ");

        Files.delete(cause);
        assertThat(commands.run("redrive", id, ON)).isZero();

        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        Fields done = commands.json().object("job");
        assertThat(done.number("epoch")).isEqualTo(1);
        assertThat(done.object("round").number("number")).isEqualTo(2);
        assertThat(done.object("tasks").number("done")).isEqualTo(10 + 5 + 3);
    }

    @Test
    void aToleratedLossOfTheFirstRoundMakesTheJobPartial() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = submitted("fails-while=" + cause, "--tolerate=1");

        assertThat(commands.run("result", id, "--wait", "--json", ON)).isEqualTo(1);
        Fields job = commands.json().object("job");
        assertThat(job.text("state")).isEqualTo("PARTIAL");
        assertThat(job.object("error").text("message")).isEqualTo("1 of 18 tasks are lost");
        assertThat(job.object("round").object("tasks").number("lost")).isZero();
        assertThat(commands.run("redrive", id, ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("only the last round is redriven");
    }

    @Test
    void moreRoundsThanTheJobMayHaveFailIt() {
        assertThat(commands.run(arguments("run", "times=3", "--rounds=2"))).isEqualTo(1);

        assertThat(commands.err().text())
                .contains("the finish of round 1 asks for another, and a job has at most 2")
                .contains("--rounds");
        assertThat(commands.run(arguments("run", "times=3", "--rounds=3"))).isZero();
        assertThat(commands.run(arguments("run", "times=3", "--rounds=0"))).isEqualTo(2);
        assertThat(commands.err().text()).contains("rounds");
        assertThat(commands.run(arguments("run", "times=3", "--rounds=1000001"))).isEqualTo(2);
        assertThat(commands.err().text()).contains("1000001");
    }

    @Test
    void aJobEndsAtItsDeadlineWhileItsRoundWaits() {
        var out = new Captured();
        var err = new Captured();
        Workloads workloads = Workloads.discovered();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));

        int exit = Main.run(context, "run", "halving", "--set", "wait=3600", "--deadline", "10s");

        assertThat(exit).isEqualTo(1);
        assertThat(err.text())
                .contains("DEADLINE: its deadline of PT10S passed at ")
                .containsPattern("round 1 waits until \\S+Z\n");
        assertThat(out.text()).contains("failed ", "10 of 10 tasks");
    }

    private String submitted(String... settings) {
        assertThat(commands.run(arguments("submit", settings))).isZero();
        return commands.out().text().strip();
    }

    /// A command with these settings and options.
    private static Object[] arguments(String command, String... given) {
        Stream<String> typed =
                Stream.of(given)
                        .flatMap(one ->
                                one.startsWith("--") ? Stream.of(one) : Stream.of("--set", one));
        return Stream.of(Stream.of(command, "halving"), typed, Stream.of("--again", ON))
                .flatMap(part -> part)
                .toArray();
    }

    private static Fields waiting(String id) {
        Await.until("round 1 of job " + id + " waits")
                .until(() ->
                        commands.run("status", id, "--json", ON) == 0
                                && commands.json().object("job").has("round"));
        return commands.json().object("job");
    }
}
