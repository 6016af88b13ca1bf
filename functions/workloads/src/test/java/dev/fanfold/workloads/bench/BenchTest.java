package dev.fanfold.workloads.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import dev.fanfold.engine.work.Workload;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/// What the benchmark workloads plan and count; how fast the line runs them is measured elsewhere.
class BenchTest {
    private static final JobOptions OPTIONS = JobOptions.DEFAULT;

    @Test
    void bothAreFoundAsServices() {
        assertThat(ServiceLoader.load(Workload.class))
                .extracting(workload -> workload.definition().name())
                .contains("noop", "sleep");
    }

    @Test
    void thePlanHasAsManyTasksAsAsked() throws Exception {
        assertThat(new Noop().plan(asked(Map.of("tasks", "10000"), OPTIONS)).tasks())
                .isEqualTo(10_000);
        assertThat(new Noop().plan(asked(Map.of("tasks", "0"), OPTIONS)).tasks()).isZero();
    }

    @Test
    void aSliceMakesTasksLargerNotFewer() throws Exception {
        var sliced =
                new JobOptions(
                        Tolerance.NONE, JobOptions.DEFAULT_REJECT, 0, 7, 100, Duration.ofHours(1));

        Plan plan = new Noop().plan(asked(Map.of("tasks", "100"), sliced));

        assertThat(plan.tasks()).isEqualTo(100);
        assertThat(plan.slice(99).size()).isEqualTo(7);
    }

    @Test
    void theAnswerIsTheNumberOfTasks() throws Exception {
        var noop = new Noop();
        Planning job = asked(Map.of("tasks", "3"), OPTIONS);
        Plan plan = noop.plan(job);
        long total = noop.empty();
        for (int i = 0; i < plan.tasks(); i++) {
            total = noop.merge(total, noop.work(task(i, plan, job.settings())).partial());
        }

        var finishing = new Finishing(job.settings(), plan, TaskSet.NONE);
        assertThat(noop.finish(total, finishing)).isEqualTo("{\"tasks\":3}");
        assertThat(noop.table(total, finishing))
                .get()
                .extracting(table -> table.rows().getFirst().getFirst())
                .isEqualTo("3");
    }

    @Test
    void aSleeperWaitsAsLongAsToldAndAccountsForItsSlice() throws Exception {
        var sleep = new Sleep();
        Planning job = asked(Map.of("tasks", "1", "millis", "30"), OPTIONS);
        long start = System.nanoTime();

        Worked<Long> worked = sleep.work(task(0, sleep.plan(job), job.settings()));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(worked.coverage().consumed()).isEqualTo(1);
        assertThat(worked.records()).isEqualTo(Records.read(1));
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> new Noop().plan(asked(Map.of("tasks", "-1"), OPTIONS)))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("tasks")
                .hasMessageContaining("-1");
        assertThatThrownBy(() ->
                        new Sleep().plan(asked(Map.of("tasks", "1", "millis", "840001"), OPTIONS)))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("840001");
        assertThatThrownBy(() -> new Sleep().plan(asked(Map.of("tasks", "many"), OPTIONS)))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("many");
    }

    private static Planning asked(Map<String, String> settings, JobOptions options) {
        return new Planning(JobSettings.of(settings), options, null, new NoSource());
    }

    private static Task task(int index, Plan plan, JobSettings settings) {
        return new Task(
                new JobId("0".repeat(32)),
                index,
                1,
                plan,
                settings,
                new NoSource(),
                () -> Path.of("unused"));
    }

    /// For workloads that read nothing.
    private record NoSource() implements Source {
        @Override
        public String scheme() {
            return "none";
        }

        @Override
        public Pin pin(URI uri) {
            throw new AssertionError("read of " + uri);
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            throw new AssertionError("read of " + pin);
        }
    }
}
