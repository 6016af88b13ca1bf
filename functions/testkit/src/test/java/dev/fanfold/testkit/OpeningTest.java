package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// If a working half cannot be opened, its tasks and its finish are retried.
class OpeningTest {
    @Test
    void aJobWhoseWorkOpensAtTheThirdTimeSucceeds() {
        var workload = new TwoHalves((time, _) -> failUpTo(2, time));
        var application = new InMemoryApplication(workload);

        Job job = application.run(submit(application, 10));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo("10");
        assertThat(workload.openings).hasValue(3);
    }

    @Test
    void aJobWhoseWorkNeverOpensFailsAndSaysSo() {
        var application =
                new InMemoryApplication(
                        new TwoHalves((time, _) -> failUpTo(Integer.MAX_VALUE, time)));

        Job job = application.run(submit(application, 1));

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.EXHAUSTED,
                                "1 lost, 0 tolerated; the first is task 0: two-halves cannot be opened: java.io.IOException: no route"));
        assertThat(application.accumulator(job.id()).losses().groups())
                .singleElement()
                .satisfies(
                        group -> assertThat(group.trace().at()).contains("OpeningTest.failUpTo("));
    }

    @Test
    void anyFailureToOpenIsRetried() {
        var workload =
                new TwoHalves((time, _) -> {
                    if (time == 1) {
                        throw new PermanentFailureException("the licence server is away");
                    }
                });
        var application = new InMemoryApplication(workload);

        assertThat(application.run(submit(application, 1)).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aFinishInANewEnvironmentWaitsForItsWorkToo() {
        var workload =
                new TwoHalves((time, _) -> {
                    if (time > 1) {
                        failUpTo(3, time);
                    }
                });
        var application = new InMemoryApplication(workload);
        JobId id = submit(application, 3);
        application.dispatch();
        application.work();
        application.fold();
        var another =
                new Worker(
                        application.ports,
                        new SerialTaskExecutor(),
                        new NoScratch(),
                        new InMemoryWorks());

        for (int round = 0; application.job(id).isOpen() && round < 100; round++) {
            for (var batch = application.queue.receiveRetry(); !batch.isEmpty(); ) {
                another.work(batch, () -> Duration.ofMinutes(1));
                application.queue.delete(batch);
                batch = application.queue.receiveRetry();
            }
            var first = application.queue.receiveWork(1);
            another.work(first, () -> Duration.ofMinutes(1));
            application.queue.delete(first);
            application.clock.pass(Duration.ofSeconds(5));
        }

        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(workload.openings).hasValue(4);
    }

    private static void failUpTo(int last, int time) throws IOException {
        if (time <= last) {
            throw new IOException("no route");
        }
    }

    private static JobId submit(InMemoryApplication application, int tasks) {
        var request =
                new JobRequest(
                        "two-halves",
                        JobSettings.of(Map.of("tasks", String.valueOf(tasks))),
                        JobOptions.DEFAULT,
                        null,
                        "me",
                        0);
        return application.dispatcher.submit(request).job().id();
    }
}
