package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the keeper repairs, leaves alone and ends; and redrives.
class KeeperTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void aJobThatRunsWellIsLeftAlone() {
        JobId id = submit(10, "0");
        for (int i = 0; i < 10 && application.job(id).isOpen(); i++) {
            application.keep();
            application.dispatch();
            application.work();
            application.keep();
            application.fold();
            application.clock.pass(Duration.ofSeconds(20));
        }

        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aJobThatCannotBeKeptKeepsNoOtherFromIt() {
        var longAgo = application.clock.instant().minus(Duration.ofHours(2));
        Job broken = Job.accepted(Samples.id(), Squares.request(1, "0", 1), null, longAgo);
        application.store.create(broken.planned(Plan.numbers(0, 1, 1), longAgo).sent(longAgo));
        JobId id = submit(10, "0");
        application.dispatch();
        application.work();
        application.reports.takeStream();

        application.clock.pass(MINUTE);
        assertThatThrownBy(application::keep).hasMessageContaining("has no accumulator");
        keepFor(2);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void queuesSeenEmptyBeforeTheLastSendAreCheckedAgain() {
        JobId id = submit(10, "0");
        application.dispatch();
        application.queue.delete(application.queue.receiveWork(10));
        Job job = application.job(id);
        var early = job.progress().lastSent().minusSeconds(15);
        application.store.replace(
                job.with(job.progress().quiet(early), application.clock.instant()));

        keepFor(1);
        assertThat(application.job(id).progress().repairs()).isZero();
        keepFor(4);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aBacklogIsNotALoss() {
        JobId id = submit(10, "0");
        application.dispatch();
        keepFor(30);

        assertThat(application.job(id).progress().repairs()).isZero();
        assertThat(application.queue.depth()).isEqualTo(5);
    }

    @Test
    void reportsThatTheStreamLostAreFoldedAndCounted() {
        JobId id = submit(10, "0");
        application.dispatch();
        application.work();
        application.reports.takeStream();

        keepFor(5);
        Job job = application.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isEqualTo(10);
        assertThat(squares.runs).allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    @Test
    void unreportedTasksAreResentAndCounted() {
        JobId id = submit(10, "0");
        application.dispatch();
        application.queue.delete(application.queue.receiveWork(2));
        application.work();
        application.fold();

        keepFor(5);
        Job job = application.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isEqualTo(4);
    }

    @Test
    void tasksNeverReportedAreLostAfterFiveRounds() {
        JobId id = submit(2, "0");
        application.dispatch();
        for (int round = 0; round < 30 && application.job(id).isOpen(); round++) {
            application.queue.delete(application.queue.receiveWork(10));
            for (var lone = application.queue.receiveRetry();
                    !lone.isEmpty();
                    lone = application.queue.receiveRetry()) {
                application.queue.delete(lone);
            }
            keepFor(2);
        }

        assertThat(application.job(id).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.BUDGET);
        assertThat(application.job(id).progress().resends()).isEqualTo(5);
    }

    @Test
    void aDispatcherThatDiedIsReplaced() {
        JobId id = submit(10, "0");
        application.dispatchQueue.take();

        keepFor(3);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isEqualTo(1);
    }

    @Test
    void aDispatchQueueWithABacklogIsNotALoss() {
        JobId id = submit(10, "0");

        keepFor(30);

        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aFinishMessageThatWasLostIsSentAgain() {
        JobId id = submit(4, "0");
        application.dispatch();
        application.work();
        application.fold();
        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
        application.queue.delete(application.queue.receiveWork(10));

        keepFor(5);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aJobPastItsDeadlineFailsWithWhatIsMissingCountedAsLost() {
        JobId id = submit(4, "0");
        application.dispatch();
        application.clock.pass(Duration.ofHours(2));

        application.keep();

        assertThat(application.job(id).state()).isEqualTo(State.FAILED);
        assertThat(application.job(id).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.DEADLINE);
        assertThat(application.accumulator(id).losses().tasks()).isEqualTo(TaskSet.range(0, 4));
    }

    @Test
    void aRedriveTriesAgainWhatWasLostAndNothingElse() {
        squares.before(task -> {
            if (task.index() == 7) {
                throw new PermanentFailureException("broken market");
            }
        });
        JobId id = submit(10, "1");
        assertThat(application.run(id).state()).isEqualTo(State.PARTIAL);
        squares.before(_ -> {});
        squares.runs.clear();

        application.dispatcher.redrive(id);
        Job job = application.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.epoch()).isEqualTo(1);
        assertThat(squares.runs).containsOnlyKeys(7);
        assertThat(application.accumulator(id).isBalanced(job.planned())).isTrue();
    }

    @Test
    void aRedriveThatDiedHalfWayIsTakenUp() {
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = submit(2, "2");
        Job partial = application.run(id);
        squares.before(_ -> {});
        application.store.replace(partial.redriven(application.clock.instant()));

        keepFor(2);

        assertThat(application.job(id).progress().repairs()).isEqualTo(1);
        assertThat(application.job(id).progress().quietSince())
                .as("queues that were empty before the send do not count")
                .isNull();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    private void keepFor(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            application.clock.pass(MINUTE);
            application.keep();
        }
    }

    @Test
    void aJobPastItsDeadlineCanBeEndedBeforeItStandsStill() {
        JobId id = submit(10, "0");
        application.dispatch();
        application.clock.pass(
                Duration.between(application.clock.instant(), application.job(id).deadline()));
        application.keeper.endOverdue(id);
        assertThat(application.job(id).isOpen()).isTrue();

        application.clock.pass(Duration.ofMillis(1));
        application.keeper.endOverdue(id);

        Job failed = application.job(id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.DEADLINE);
        application.keeper.endOverdue(id);
        assertThat(application.job(id)).isEqualTo(failed);
    }

    private JobId submit(long tasks, String tolerate) {
        return application.dispatcher.submit(Squares.request(tasks, tolerate, 2)).job().id();
    }
}
