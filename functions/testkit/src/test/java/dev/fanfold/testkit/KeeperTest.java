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

/// What the keeper repairs, what it leaves alone, and what it ends; and redrives.
class KeeperTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Squares squares = new Squares();
    private final InMemoryApplication line = new InMemoryApplication(squares);

    @Test
    void aJobThatRunsWellIsLeftAlone() {
        JobId id = submit(10, "0");
        for (int i = 0; i < 10 && line.job(id).isOpen(); i++) {
            line.keep();
            line.dispatch();
            line.work();
            line.keep();
            line.fold();
            line.clock.pass(Duration.ofSeconds(20));
        }

        assertThat(line.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.job(id).progress().repairs()).isZero();
    }

    @Test
    void aJobThatCannotBeKeptKeepsNoOtherFromIt() {
        var longAgo = line.clock.instant().minus(Duration.ofHours(2));
        Job broken = Job.accepted(Samples.id(), Squares.request(1, "0", 1), null, longAgo);
        line.store.create(broken.planned(Plan.numbers(0, 1, 1), longAgo).sent(longAgo));
        JobId id = submit(10, "0");
        line.dispatch();
        line.work();
        line.reports.takeStream();

        line.clock.pass(MINUTE);
        assertThatThrownBy(line::keep).hasMessageContaining("has no accumulator");
        keepFor(2);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void queuesSeenEmptyBeforeTheLastSendAreLookedAtAnew() {
        JobId id = submit(10, "0");
        line.dispatch();
        line.queue.delete(line.queue.receiveWork(10));
        Job job = line.job(id);
        var early = job.progress().lastSent().minusSeconds(15);
        line.store.replace(job.with(job.progress().quiet(early), line.clock.instant()));

        keepFor(1);
        assertThat(line.job(id).progress().repairs()).isZero();
        keepFor(4);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aBacklogIsNotALoss() {
        JobId id = submit(10, "0");
        line.dispatch();
        keepFor(30);

        assertThat(line.job(id).progress().repairs()).isZero();
        assertThat(line.queue.depth()).isEqualTo(5);
    }

    @Test
    void reportsThatTheStreamLostAreFoldedAndCounted() {
        JobId id = submit(10, "0");
        line.dispatch();
        line.work();
        line.reports.takeStream();

        keepFor(5);
        Job job = line.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isEqualTo(10);
        assertThat(squares.runs).allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    @Test
    void tasksThatNobodyReportedAreSentAgainAndCounted() {
        JobId id = submit(10, "0");
        line.dispatch();
        line.queue.delete(line.queue.receiveWork(2));
        line.work();
        line.fold();

        keepFor(5);
        Job job = line.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isEqualTo(4);
    }

    @Test
    void tasksThatNobodyEverReportsAreLostAfterFiveRounds() {
        JobId id = submit(2, "0");
        line.dispatch();
        for (int round = 0; round < 30 && line.job(id).isOpen(); round++) {
            line.queue.delete(line.queue.receiveWork(10));
            for (var lone = line.queue.receiveRetry();
                    !lone.isEmpty();
                    lone = line.queue.receiveRetry()) {
                line.queue.delete(lone);
            }
            keepFor(2);
        }

        assertThat(line.job(id).error()).extracting(Reason::kind).isEqualTo(Reason.Kind.BUDGET);
        assertThat(line.job(id).progress().rounds()).isEqualTo(5);
    }

    @Test
    void aDispatcherThatDiedIsReplaced() {
        JobId id = submit(10, "0");
        line.dispatchQueue.take();

        keepFor(3);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.job(id).progress().repairs()).isEqualTo(1);
    }

    @Test
    void aDispatchQueueWithABacklogIsNotALoss() {
        JobId id = submit(10, "0");

        keepFor(30);

        assertThat(line.job(id).progress().repairs()).isZero();
    }

    @Test
    void aFinishMessageThatWasLostIsSentAgain() {
        JobId id = submit(4, "0");
        line.dispatch();
        line.work();
        line.fold();
        assertThat(line.job(id).state()).isEqualTo(State.FINISHING);
        line.queue.delete(line.queue.receiveWork(10));

        keepFor(5);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aJobPastItsDeadlineFailsWithWhatIsMissingCountedAsLost() {
        JobId id = submit(4, "0");
        line.dispatch();
        line.clock.pass(Duration.ofHours(2));

        line.keep();

        assertThat(line.job(id).state()).isEqualTo(State.FAILED);
        assertThat(line.job(id).error()).extracting(Reason::kind).isEqualTo(Reason.Kind.DEADLINE);
        assertThat(line.accumulator(id).losses().tasks()).isEqualTo(TaskSet.range(0, 4));
    }

    @Test
    void aRedriveTriesAgainWhatWasLostAndNothingElse() {
        squares.before(task -> {
            if (task.index() == 7) {
                throw new PermanentFailureException("broken market");
            }
        });
        JobId id = submit(10, "1");
        assertThat(line.run(id).state()).isEqualTo(State.PARTIAL);
        squares.before(_ -> {});
        squares.runs.clear();

        line.dispatcher.redrive(id);
        Job job = line.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.epoch()).isEqualTo(1);
        assertThat(squares.runs).containsOnlyKeys(7);
        assertThat(line.accumulator(id).isBalanced(job.planned())).isTrue();
    }

    @Test
    void aRedriveThatDiedHalfWayIsTakenUp() {
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = submit(2, "2");
        Job partial = line.run(id);
        squares.before(_ -> {});
        line.store.replace(partial.redriven(line.clock.instant()));

        keepFor(2);

        assertThat(line.job(id).progress().repairs()).isEqualTo(1);
        assertThat(line.job(id).progress().quietSince())
                .as("queues seen empty before tasks were sent say nothing of these")
                .isNull();
        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    private void keepFor(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            line.clock.pass(MINUTE);
            line.keep();
        }
    }

    @Test
    void aJobPastItsDeadlineCanBeEndedBeforeItStandsStill() {
        JobId id = submit(10, "0");
        line.dispatch();
        line.clock.pass(Duration.between(line.clock.instant(), line.job(id).deadline()));
        line.keeper.endOverdue(id);
        assertThat(line.job(id).isOpen()).isTrue();

        line.clock.pass(Duration.ofMillis(1));
        line.keeper.endOverdue(id);

        Job failed = line.job(id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.DEADLINE);
        line.keeper.endOverdue(id);
        assertThat(line.job(id)).isEqualTo(failed);
    }

    private JobId submit(long tasks, String tolerate) {
        return line.dispatcher.submit(Squares.request(tasks, tolerate, 2)).job().id();
    }
}
