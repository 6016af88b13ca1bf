package dev.fanfold.testkit;

import static dev.fanfold.engine.Counters.Counter.ATTEMPTS;
import static dev.fanfold.engine.Counters.Counter.CANCELLED;
import static dev.fanfold.engine.Counters.Counter.DUPLICATES;
import static dev.fanfold.engine.Counters.Counter.FAILED;
import static dev.fanfold.engine.Counters.Counter.FOLDED;
import static dev.fanfold.engine.Counters.Counter.JOBS;
import static dev.fanfold.engine.Counters.Counter.LOST;
import static dev.fanfold.engine.Counters.Counter.PARTIAL;
import static dev.fanfold.engine.Counters.Counter.REPAIRS;
import static dev.fanfold.engine.Counters.Counter.REQUEUED;
import static dev.fanfold.engine.Counters.Counter.SENT;
import static dev.fanfold.engine.Counters.Counter.SUCCEEDED;
import static dev.fanfold.engine.Counters.Counter.TASKS;
import static dev.fanfold.testkit.Seeds.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Counters;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The counts that operators see match what happened.
class CountersTest {
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);
    private final Counters counters = new Counters();

    @Test
    void aJobWithoutTroubleHasItsTasksAndNothingElse() {
        Job job = run(25, "0");

        assertThat(counters.counts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                JOBS, 1L, SENT, 25L, ATTEMPTS, 25L, TASKS, 25L, FOLDED, 25L,
                                SUCCEEDED, 1L));
        assertThat(counters.jobs())
                .isEqualTo(Map.of(job.id(), new Counters.Part(TaskSet.range(0, 25), 1)));
    }

    @Test
    void attemptsLossesAndRequeuesAreThoseOfTheTasks() {
        forSeeds(
                1, 100, random -> new CountersTest().addsUp(random.nextInt(30), random.nextInt(5)));
    }

    private void addsUp(int tasks, int trouble) {
        var failing = new HashMap<Integer, Integer>();
        squares.before(task -> {
            failing.merge(task.index(), 1, Integer::sum);
            if (task.index() % 7 < trouble && task.attempt() <= trouble) {
                throw task.index() % 2 == 0
                        ? new PermanentFailureException("no")
                        : new IOException("reset");
            }
        });

        Job job = run(tasks, "100%");

        int lost = application.accumulator(job.id()).losses().tasks().size();
        long attempts = failing.values().stream().mapToLong(Integer::longValue).sum();
        assertThat(count(TASKS)).isEqualTo(tasks - lost);
        assertThat(count(LOST)).isEqualTo(lost);
        assertThat(count(FOLDED)).isEqualTo(tasks);
        assertThat(count(ATTEMPTS)).isEqualTo(attempts);
        assertThat(count(REQUEUED)).isEqualTo(attempts - tasks);
        assertThat(count(REPAIRS)).isEqualTo(job.progress().repairs()).isZero();
        assertThat(count(lost == 0 ? SUCCEEDED : PARTIAL)).isEqualTo(1);
    }

    @Test
    void aReportHeardTwiceIsADuplicate() {
        JobId id = submit(10);
        application.dispatch();
        application.work();
        List<Report> reports = application.reports.takeStream();

        during(() -> application.aggregator.fold(reports));
        during(() -> application.aggregator.fold(reports));
        application.run(id);
        during(() -> application.aggregator.fold(reports));

        assertThat(count(FOLDED)).isEqualTo(10);
        assertThat(count(DUPLICATES)).isEqualTo(20);
    }

    @Test
    void repairsAreThoseOfTheJobsRowAlsoWhenTheKeeperThrowsInTheEnd() {
        var longAgo = application.clock.instant().minus(Duration.ofHours(2));
        Job broken = Job.accepted(Samples.id(), Squares.request(1, "0", 1), null, longAgo);
        application.store.create(broken.planned(Plan.numbers(0, 1, 1), longAgo).sent(longAgo));
        JobId id = submit(10);
        application.dispatch();
        application.work();
        application.reports.takeStream();

        application.clock.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> during(application::keep))
                .hasMessageContaining("has no accumulator");
        for (int i = 0; i < 3; i++) {
            application.clock.pass(Duration.ofMinutes(1));
            during(application::keep);
        }

        assertThat(application.job(id).progress().repairs()).isPositive();
        assertThat(count(REPAIRS)).isEqualTo(application.job(id).progress().repairs());
        assertThat(counters.jobs()).containsKeys(broken.id(), id);
    }

    @Test
    void missingTasksOfAnOverdueJobAreLost() {
        JobId id = submit(10);
        application.dispatch();
        application.clock.pass(Duration.ofHours(2));

        during(application::keep);

        assertThat(count(LOST)).isEqualTo(10);
        assertThat(count(FAILED)).isEqualTo(1);
        assertThat(counters.jobs()).containsOnlyKeys(id);
    }

    @Test
    void deadLettersAreLost() {
        JobId id = submit(10);
        application.dispatch();
        var letters = application.queue.receiveWork(10);

        during(() ->
                letters.forEach(letter -> application.keeper.reportLost(letter.message(), "dead")));

        assertThat(count(LOST)).isEqualTo(10);
        assertThat(counters.jobs().get(id)).isEqualTo(new Counters.Part(TaskSet.range(0, 10), 1));
    }

    @Test
    void aCancelledJobIsOne() {
        JobId id = submit(10);
        application.dispatch();

        during(() -> application.dispatcher.cancel(id));
        during(() -> application.dispatcher.cancel(id));

        assertThat(count(CANCELLED)).isEqualTo(1);
    }

    private Job run(int tasks, String tolerate) {
        return counters.during(() -> {
            JobId id =
                    application.dispatcher.submit(Squares.request(tasks, tolerate, 5)).job().id();
            return application.run(id);
        });
    }

    private JobId submit(int tasks) {
        return application.dispatcher.submit(Squares.request(tasks, "0", 5)).job().id();
    }

    private void during(Runnable what) {
        counters.during(() -> {
            what.run();
            return "done";
        });
    }

    private long count(Counters.Counter counter) {
        return counters.counts().getOrDefault(counter, 0L);
    }
}
