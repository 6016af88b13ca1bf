package dev.fanfold.workloads.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/// Tests the plans and answers of the benchmark workloads.
class BenchTest {

    @Test
    void bothWorkloadsAreFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Workload.class))
                .extracting(workload -> workload.definition().name())
                .contains("noop", "sleep");
    }

    @Test
    void thePlanHasTheRequestedNumberOfTasks() throws Exception {
        assertThat(new Noop().plan(planning(Map.of("tasks", "10000"), 0)).tasks())
                .isEqualTo(10_000);
        assertThat(new Noop().plan(planning(Map.of("tasks", "0"), 0)).tasks()).isZero();
    }

    @Test
    void aLargerSliceMakesLargerTasksNotFewer() throws Exception {
        Plan plan = new Noop().plan(planning(Map.of("tasks", "100"), 7));

        assertThat(plan.tasks()).isEqualTo(100);
        assertThat(plan.slice(99).size()).isEqualTo(7);
    }

    @Test
    void theAnswerIsTheNumberOfTasks() throws Exception {
        var noop = new Noop();
        Planning job = planning(Map.of("tasks", "3"), 0);
        Plan plan = noop.plan(job);
        long total = noop.empty();
        for (int i = 0; i < plan.tasks(); i++) {
            total = noop.merge(total, noop.work(task(i, plan, job.settings())).partial());
        }

        var finishing = Finishing.complete(job.settings(), plan);
        assertThat(noop.finish(total, finishing)).isEqualTo(Work.Finished.done("{\"tasks\":3}"));
        assertThat(noop.table(total, finishing))
                .get()
                .extracting(table -> table.rows().getFirst().getFirst())
                .isEqualTo("3");
    }

    @Test
    void aSleepTaskWaitsAsLongAsSetAndCoversItsSlice() throws Exception {
        var sleep = new Sleep();
        Planning job = planning(Map.of("tasks", "1", "millis", "30"), 0);
        long start = System.nanoTime();

        TaskResult<Long> result = sleep.work(task(0, sleep.plan(job), job.settings()));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(result.coverage().consumed()).isEqualTo(1);
        assertThat(result.records()).isEqualTo(Records.read(1));
    }

    @Test
    void anInvalidSettingIsRejectedByName() {
        assertThatThrownBy(() -> new Noop().plan(planning(Map.of("tasks", "-1"), 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tasks")
                .hasMessageContaining("-1");
        assertThatThrownBy(() ->
                        new Sleep().plan(planning(Map.of("tasks", "1", "millis", "840001"), 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("840001");
        assertThatThrownBy(() -> new Sleep().plan(planning(Map.of("tasks", "many"), 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("many");
    }

    private static Planning planning(Map<String, String> settings, long slice) {
        return new Planning(JobSettings.of(settings), slice, 100, null, new NoSource());
    }

    private static Task task(int index, Plan plan, JobSettings settings) {
        return new Task(
                "0".repeat(32),
                Round.FIRST,
                index,
                1,
                plan,
                settings,
                new NoSource(),
                () -> Path.of("unused"));
    }

    /// A source for workloads that read no input.
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
