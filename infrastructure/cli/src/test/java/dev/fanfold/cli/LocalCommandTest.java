package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests `fanfold local` in separate processes: data across restarts, and several clouds at the
/// same time.
@Timeout(300)
class LocalCommandTest {
    @TempDir private Path home;

    @Test
    void keptDataIsReadableAfterAKill() throws Exception {
        Path data = home.resolve("data");
        try (var clouds = new ServedClouds(home)) {
            Process first = clouds.serve(data);
            String done = clouds.submit(data, "noop", "--set", "tasks=20");
            clouds.await(data, done, "SUCCEEDED");
            String open = clouds.submit(data, "sleep", "--set", "tasks=4", "--set", "millis=9000");
            clouds.await(data, open, "RUNNING");
            first.destroyForcibly().waitFor();

            clouds.serve(data);
            assertThat(Files.readString(clouds.log(data)))
                    .contains(
                            "1 job had not ended when the last local cloud stopped",
                            "sent again within five minutes");
            assertThat(clouds.run("result", done)).as(clouds.err.text()).isZero();
            assertThat(clouds.out.text()).contains("succeeded  noop, job " + done, "20 of 20");
            assertThat(clouds.run("status", open, "--json")).isZero();
            assertThat(clouds.out.text()).contains("RUNNING");

            runKeeperForMinutes(new JobId(open));
            clouds.await(data, open, "SUCCEEDED");
        }
    }

    @Test
    void workersOfAServedCloudGetItsSecrets() throws Exception {
        Path data = home.resolve("data");
        Path token = Files.writeString(home.resolve("token"), "correct-horse-battery");
        try (var clouds = new ServedClouds(home)) {
            clouds.serve(data, "--secret", "token=" + token);

            String job = clouds.submit(data, "secretive");
            clouds.await(data, job, "SUCCEEDED");

            assertThat(clouds.run("result", job, "--data", data)).as(clouds.err.text()).isZero();
            assertThat(clouds.out.text()).contains("42");
            assertThat(Files.readString(clouds.log(data))).doesNotContain("correct-horse");
        }
    }

    // Runs the keeper with a clock that is minutes ahead, so that the test need not wait.
    private void runKeeperForMinutes(JobId open) {
        Workloads workloads = Workloads.discovered();
        LocalClouds.Cloud cloud = new LocalClouds(home).find(LocalClouds.Choice.ONLY);
        Ports ports = AwsPorts.of(Settings.dispatcher(cloud.environment()), workloads);
        Instant now = Instant.now();
        for (int minute = 1; minute <= 6; minute++) {
            Instant later = now.plus(Duration.ofMinutes(minute).plusSeconds(minute));
            if (ports.jobs().job(open).orElseThrow().progress().resends() == 0) {
                new Keeper(withClock(ports, () -> later)).keep(() -> Duration.ofMinutes(1));
            }
        }
        assertThat(ports.jobs().job(open).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(ports.jobs().job(open).orElseThrow().progress().resends()).isEqualTo(1);
    }

    private static Ports withClock(Ports ports, InstantSource clock) {
        return new Ports(
                ports.jobs(),
                ports.reports(),
                ports.blobs(),
                ports.outputs(),
                ports.pools(),
                ports.dispatch(),
                ports.source(),
                ports.workloads(),
                clock,
                ports.random());
    }

    @Test
    void oneOfSeveralCloudsMustBeSelected() throws Exception {
        Path left = home.resolve("left");
        Path right = home.resolve("right");
        try (var clouds = new ServedClouds(home)) {
            Process first = clouds.serve(left);
            clouds.serve(right);
            String job = clouds.submit(left, "noop", "--set", "tasks=2");
            clouds.await(left, job, "SUCCEEDED");

            assertThat(clouds.run("status", job)).isEqualTo(2);
            assertThat(clouds.err.text())
                    .contains("2 local clouds are served: select one with --data ")
                    .contains(left.toString(), right.toString(), "--address http://127.0.0.1:")
                    .hasLineCount(1);
            assertThat(clouds.run("status", job, "--data", right)).isEqualTo(2);
            assertThat(clouds.err.text()).contains("there is no job " + job);
            String address = new LocalClouds(home).find(choice(left)).address();
            assertThat(clouds.run("status", job, "--address", address + "/")).isZero();
            assertThat(clouds.run("status", job, "--data", home)).isEqualTo(2);
            assertThat(clouds.err.text()).contains("no local cloud matches --data " + home);
            assertThat(clouds.run("status", job, "--on", "aws", "--data", left)).isEqualTo(2);
            assertThat(clouds.err.text()).contains("leave --data " + left + " out");

            Process rejected = clouds.start(left);
            assertThat(rejected.waitFor()).isEqualTo(2);
            assertThat(Files.readString(clouds.log(left)))
                    .contains("in use by another local cloud, process " + first.pid());

            first.destroyForcibly().waitFor();
            assertThat(clouds.run("status", job)).isEqualTo(2);
            assertThat(clouds.err.text()).contains("there is no job " + job);
        }
        assertThat(new LocalClouds(home).all()).isEmpty();
    }

    @Test
    void aServedJobFailsWithinSecondsOfItsDeadlineAndCtrlCEndsTheCloud() throws Exception {
        Path data = home.resolve("data");
        try (var clouds = new ServedClouds(home)) {
            Process server = clouds.serve(data);
            String job =
                    clouds.submit(
                            data,
                            "sleep",
                            "--set",
                            "tasks=1",
                            "--set",
                            "millis=70000",
                            "--deadline",
                            "2s");
            Instant submitted = Instant.now();
            clouds.await(data, job, "FAILED");
            assertThat(clouds.out.text()).contains("DEADLINE");
            assertThat(Duration.between(submitted, Instant.now()))
                    .isLessThan(Duration.ofSeconds(2 + 6));

            long start = System.nanoTime();
            Forked.signal(server, "TERM");
            assertThat(server.waitFor()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(clouds.run("status", job)).isEqualTo(2);
            assertThat(clouds.err.text()).contains("no local cloud is served: start one");
        }
    }

    private static LocalClouds.Choice choice(Path data) {
        return new LocalClouds.Choice(Optional.of(data), Optional.empty());
    }
}
