package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A job runs in the pool of its workload.
///
/// It is rejected if that pool is not deployed.
class PoolsTest {
    @Test
    void aJobWhosePoolIsNotDeployedIsRefused() {
        var application = new InMemoryApplication(new Elsewhere(false));

        assertRefused(application, () -> application.dispatcher.submit(request()));
        assertRefused(
                application,
                () -> application.dispatcher.submitOwned(request(), Optional.of("key")));
    }

    private static void assertRefused(InMemoryApplication application, Runnable submission) {
        assertThatThrownBy(submission::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("gpu", "elsewhere", "not deployed", "pool.yaml");
        assertThat(application.dispatchQueue.depth()).isZero();
        assertThat(application.store.all()).isEmpty();
    }

    @Test
    void itsTasksGoToTheQueuesOfItsPool() {
        var application = new InMemoryApplication(new Elsewhere(false));
        var gpu = new InMemoryTaskQueue(application.clock);
        application.pools.deploy("gpu", gpu);

        application.dispatcher.submit(request());
        application.dispatch();

        assertThat(gpu.depth()).isPositive();
        assertThat(application.queue.depth()).isZero();
    }

    @Test
    void anUploadWhosePoolIsNotDeployedBecomesAFailedJob() {
        var application = new InMemoryApplication(new Elsewhere(true));
        URI key = InboxKey.uri("inbox", "elsewhere/today/file");
        Pin pin = application.source.put(key, "bytes");

        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));
        application.dispatch();

        Job job = application.store.all().getFirst();
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error())
                .isNotNull()
                .satisfies(why -> assertThat(why.kind()).isEqualTo(Reason.Kind.INPUT))
                .satisfies(why -> assertThat(why.text()).contains("gpu", "not deployed"));
    }

    private static JobRequest request() {
        return new JobRequest(
                "elsewhere", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 0);
    }

    private record Elsewhere(boolean reads) implements Summing {
        @Override
        public Definition definition() {
            Definition definition = Definition.of("elsewhere", "Counts tasks.").in("gpu");
            return reads ? definition.reading() : definition;
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 3, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 1L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done(total + "");
        }
    }
}
