package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Counters;
import dev.fanfold.engine.Counters.Counter;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Work.Finished;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A job goes from round to round, once each.
class RoundsTest extends RoundJobs {
    @Test
    void eachRoundIsPlannedFromTheInputAndTheTotalOfTheOneBefore() {
        var inputs = new ArrayList<String>();
        rounds.before(task -> inputs.add(task.round().number() + ": " + task.round().input()));
        JobId id = submitted(3, "0");

        Job job = application.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo("4");
        assertThat(inputs)
                .containsExactly(
                        "0: ",
                        "0: ",
                        "1: after 0",
                        "1: after 0",
                        "1: after 0",
                        "2: after 1",
                        "2: after 1",
                        "2: after 1",
                        "2: after 1");
        assertThat(job.round().number()).isEqualTo(2);
        assertThat(job.round().earlier().tasks()).isEqualTo(2 + 3);
        assertThat(job.progress().repairs()).isZero();
    }

    @Test
    void everyRoundKeepsItsOwnSealedAccumulator() {
        JobId id = submitted(3, "0");
        application.run(id);

        for (int round = 0; round < 3; round++) {
            var accumulator = application.store.accumulator(id, round).orElseThrow();
            assertThat(accumulator.isSealed()).isTrue();
            assertThat(accumulator.done().size()).isEqualTo(2 + round);
        }
    }

    @Test
    void aReportOfAnEarlierRoundIsDroppedAndCounted() {
        JobId id = inRound(1);
        application.dispatch();
        Report late = lateReport(id);
        var before = application.accumulator(id);
        var counters = new Counters();

        counters.during(() -> {
            application.aggregator.fold(List.of(late));
            return null;
        });

        assertThat(application.accumulator(id)).isEqualTo(before);
        assertThat(counters.counts()).isEqualTo(Map.of(Counter.DUPLICATES, 2L));
    }

    private Report lateReport(JobId id) {
        try (var reports = application.reports.findAll(id, 0)) {
            return reports.findFirst().orElseThrow();
        }
    }

    @Test
    void aTaskOfAnEarlierRoundDoesNotRun() {
        JobId id = inRound(1);
        rounds.before(task -> {
            throw new AssertionError("ran task " + task.index() + " of round 0");
        });

        application.worker.work(received(new WorkMessage.Tasks(id, 0, 0, 1, 2, 1, 0)), PLENTY);

        assertThat(application.reports.takeStream()).isEmpty();
    }

    @Test
    void aTaskOfTheNextRoundRunsThoughTheWorkerKnowsOnlyTheRoundBefore() {
        JobId id = submitted(2, "0");
        application.dispatch();
        var first = application.queue.receiveWork(2);
        application.worker.work(first, PLENTY);
        application.queue.delete(first);
        application.fold();
        application.work();
        application.dispatch();

        assertThat(application.job(id).round().number()).isEqualTo(1);
        application.work();
        assertThat(application.reports.takeStream()).flatExtracting(Report::outcomes).hasSize(3);
    }

    @Test
    void theFirstOfTwoFinishesThatDifferCounts() {
        JobId id = folded();
        WorkMessage.Finish finish = finish(id, 0);
        rounds.input(_ -> "first");
        application.worker.work(received(finish), PLENTY);
        rounds.input(_ -> "second");

        application.worker.work(received(finish), PLENTY);

        assertThat(application.job(id).round().input())
                .isEqualTo(new Payload.Inline("first".getBytes(StandardCharsets.UTF_8)));
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aHandOverThatDiedBeforeItDispatchedIsContinuedByTheRedeliveredFinish() {
        JobId id = folded();
        WorkMessage.Finish finish = finish(id, 0);
        application.worker.work(received(finish), PLENTY);
        application.dispatchQueue.take(); // as if it had never been sent
        assertThat(application.dispatchQueue.depth()).isZero();

        application.worker.work(List.of(new ReceivedMessage<>("f", finish, 2)), PLENTY);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aJobHasAsManyRoundsAsItMay() {
        JobId id = submitted(Rounds.request(3, "0", 3));

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void oneRoundTooManyFailsTheJob() {
        JobId id = submitted(Rounds.request(4, "0", 3));

        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        assertThat(error(id).text())
                .isEqualTo(
                        "the finish of round 2 asks for another, and a job has at most 3: give a larger --rounds");
    }

    @Test
    void anInputOfTheLargestSizeReachesTheTasks() {
        rounds.input(_ -> "x".repeat(Finished.Next.MAX_INPUT));
        rounds.before(task -> {
            int expected = task.round().number() == 0 ? 0 : Finished.Next.MAX_INPUT;
            if (task.round().input().length() != expected) {
                throw new PermanentFailureException("cut");
            }
        });
        JobId id = submitted(2, "0");

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).round().input()).isInstanceOf(Payload.Spilled.class);
    }

    @Test
    void anInputOfOneByteMoreFailsTheJob() {
        rounds.input(_ -> "x".repeat(Finished.Next.MAX_INPUT - 1) + "é");
        JobId id = submitted(2, "0");

        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        assertThat(error(id).text())
                .isEqualTo("finish: the input of a round has at most 1048576 bytes, not 1048577");
    }
}
