package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The deployment of a new version of a workload.
///
/// The same request is computed again. An event from before the deployment starts no job.
class VersionsTest {
    private final Squares old = new Versioned("1");
    private final Squares fixed = new Versioned("2");
    private final InMemoryApplication application = new InMemoryApplication(old);
    private final Ports deployed = with(Workloads.of(fixed));
    private final Dispatcher newer = new Dispatcher(deployed, VersionsTest::none);

    @Test
    void askedAgainAfterAFixAJobIsComputedAgain() {
        JobId first = application.dispatcher.submit(Squares.request(3, "0", 1)).job().id();

        assertThat(newer.submit(Squares.request(3, "0", 1)).job().id()).isNotEqualTo(first);
        assertThat(application.dispatcher.submit(Squares.request(3, "0", 1)).job().id())
                .as("to the same version")
                .isEqualTo(first);
    }

    @Test
    void anOwnersRequestIsComputedAgainUnlessItsKeySaysThatItIsTheSame() {
        var request = Squares.request(3, "0", 1);
        JobId plain = application.dispatcher.submitOwned(request, Optional.empty()).job().id();
        JobId keyed = application.dispatcher.submitOwned(request, Optional.of("mine")).job().id();

        assertThat(newer.submitOwned(request, Optional.empty()).job().id()).isNotEqualTo(plain);
        assertThat(newer.submitOwned(request, Optional.of("mine")).job().id()).isEqualTo(keyed);
    }

    @Test
    void anEventThatComesAgainAfterADeploymentStartsNothing() {
        var reading = new InMemoryApplication(new Reading("1"));
        Pin pin = reading.source.put(InboxKey.uri("inbox", "bytes/x/file"), "0123456789");
        reading.source.put(InboxKey.uri("inbox", "bytes/x/settings.json"), "");
        var again = new Arrival.Uploaded(List.of(pin));
        var later =
                new Dispatcher(
                        with(reading.ports, Workloads.of(new Reading("2"))), VersionsTest::none);

        reading.dispatcher.dispatch(again, () -> Duration.ofMinutes(1));
        later.dispatch(again, () -> Duration.ofMinutes(1));

        assertThat(reading.store.findByState(State.RUNNING, null, 10)).hasSize(1);
    }

    @Test
    void aJobKnowsTheVersionsThatDidItsTasks() {
        old.before(task -> {
            if (task.index() == 1) {
                throw new PermanentFailureException("the old version cannot");
            }
        });
        JobId id = application.dispatcher.submit(Squares.request(3, "0", 1)).job().id();
        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        assertThat(application.accumulator(id).ledger().versions()).isSubsetOf("1");

        application.dispatcher.redrive(id);
        application.dispatch();
        var worker =
                new Worker(
                        deployed, new SerialTaskExecutor(), new NoScratch(), new InMemoryWorks());
        for (var batch = application.queue.receiveRetry(); !batch.isEmpty(); ) {
            worker.work(batch, () -> Duration.ofMinutes(1));
            application.queue.delete(batch);
            batch = application.queue.receiveRetry();
        }

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(3));
        assertThat(application.accumulator(id).ledger().versions()).contains("2");
    }

    private Ports with(Workloads workloads) {
        return with(application.ports, workloads);
    }

    private static Ports with(Ports all, Workloads workloads) {
        return new Ports(
                all.jobs(),
                all.reports(),
                all.blobs(),
                all.outputs(),
                all.pools(),
                all.dispatch(),
                all.source(),
                workloads,
                all.clock(),
                all.random());
    }

    private static SubmittedSettings none(byte[] settings) {
        return new SubmittedSettings(JobSettings.of(Map.of()), JobOptions.DEFAULT);
    }

    private record Reading(String version) implements Summing {
        private static final CountingWorkload BYTES = new CountingWorkload("bytes", true);

        @Override
        public Definition definition() {
            return BYTES.definition().versioned(version);
        }

        @Override
        public Plan plan(Planning job) {
            return BYTES.plan(job);
        }

        @Override
        public TaskResult<Long> work(Task task) throws IOException {
            return BYTES.work(task);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return BYTES.finish(total, job);
        }
    }

    private static final class Versioned extends Squares {
        private final String version;

        Versioned(String version) {
            this.version = version;
        }

        @Override
        public Definition definition() {
            return super.definition().versioned(version);
        }
    }
}
