package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests a command line that has no workloads, with an application that has some.
@Timeout(180)
class WithoutWorkloadTest {
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
        commands = new OnCloud(cloud, Workloads.of());
    }

    @AfterAll
    static void stop() {
        cloud.close();
        // Checks that each role allows the calls of its function. A refused call would not fail the
        // jobs, because the keeper repairs them later.
        assertThat(log).noneMatch(line -> line.contains("is not authorized to perform"));
    }

    @Test
    void aJobRunsAndItsAnswerIsPrintedAsJson() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "k,v\nAA,1\nUA,5\n");

        int exit =
                commands.run(
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=k",
                        "--out",
                        directory,
                        ON);

        assertThat(commands.err().text())
                .doesNotContain("no workload", "not on this machine", "defect");
        assertThat(exit).isZero();
        assertThat(commands.out().text()).contains("\"AA\"", "succeeded  tabulate, job ");
        assertThat(directory.resolve("result.json")).content().contains("\"AA\"");
    }

    @Test
    void settingsAreCheckedWithTheApplicationsDefinitions() {
        assertThat(commands.run("submit", "noop", "--set", "taskz=1", ON)).isEqualTo(2);
        assertThat(commands.err().text())
                .contains("noop has no setting \"taskz\" (did you mean tasks?)")
                .hasLineCount(1);
        assertThat(commands.run("run", "noop", ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("noop needs the setting tasks");
        assertThat(commands.run("run", "tabulate", ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("tabulate reads an input");
        assertThat(commands.run("run", "noob", ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("no workload is called \"noob\"", "noop");
    }

    @Test
    void aJobIsReadCancelledAndRedrivenWithoutItsWorkload() throws IOException {
        Path data = Files.writeString(directory.resolve("data.txt"), "0123456789");
        commands.run(
                "submit",
                "fickle",
                "--input",
                data,
                "--slice=5",
                "--set",
                "mood=poison",
                "--tolerate=1",
                ON);
        String id = commands.out().text().strip();

        assertThat(commands.run("result", id, "--wait", ON)).isEqualTo(1);
        assertThat(commands.run("status", id, ON)).isZero();
        assertThat(commands.out().text()).contains("partial    fickle");
        assertThat(commands.run("result", id, "--json", ON)).isEqualTo(1);
        assertThat(commands.json().has("result")).isTrue();
        assertThat(commands.run("redrive", id, ON)).isZero();
        assertThat(commands.run("result", id, "--wait", ON)).isEqualTo(1);
        assertThat(commands.run("jobs", ON)).isZero();
        assertThat(commands.out().text()).contains(id);
    }

    @Test
    void theAnswerSoFarNeedsTheWorkload() {
        // Minutes of work for all workers, so that the job is still open even on a fast machine.
        commands.run("submit", "sleep", "--set", "tasks=5000", "--set", "millis=4000", ON);
        String id = commands.out().text().strip();
        Await.until("something is done")
                .until(() ->
                        commands.run("status", id, "--json", ON) == 0
                                && commands.json().object("job").object("tasks").number("done")
                                        > 0);

        assertThat(commands.run("result", id, ON)).isEqualTo(1);
        assertThat(commands.err().text())
                .contains(
                        "the answer so far needs the workload \"sleep\", which is not on this machine")
                .hasLineCount(1);
        assertThat(commands.run("cancel", id, ON)).isZero();
    }

    @Test
    void theApplicationsWorkloadsAreListed() {
        assertThat(commands.run("workloads")).isZero();
        assertThat(commands.out().text()).isEmpty();
        assertThat(commands.run("workloads", ON)).isZero();
        assertThat(commands.out().text().lines())
                .contains("noop", "tabulate --input FILE", "    tasks  how many tasks (required)");
    }

    @Test
    void anApplicationWithoutAnApiCannotListItsWorkloads() {
        var environment = new LinkedHashMap<>(LocalEnvironment.of(cloud));
        environment.remove("FANFOLD_API_URL");
        environment.remove("FANFOLD_API_FUNCTION");

        Assertions.assertThatThrownBy(
                        () -> new Deployment(environment, Workloads.of()).definitions("noop"))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains("workload \"noop\" is not on this machine", "deploy the API");
        assertThat(new Deployment(environment, Workloads.discovered()).definitions("noop").all())
                .isNotEmpty();
    }
}
