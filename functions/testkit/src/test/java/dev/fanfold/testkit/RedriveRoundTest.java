package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Work.Finished.Next;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A redrive of a job with an answer is a further round over its rejected records, if its workload
/// starts one. Each record counts once.
class RedriveRoundTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Mending mending = new Mending();
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication application =
            new InMemoryApplication(store::around, mending, new Squares());

    @Test
    void aSucceededJobReadsItsRejectedRecordsAgain() {
        JobId id = ended("10%", 3);
        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        mending.broken.clear();
        mending.ran.clear();

        application.dispatcher.redrive(id);

        Job redriven = application.job(id);
        assertThat(redriven.state()).isEqualTo(State.ACCEPTED);
        assertThat(redriven.isIn(1, 0)).isTrue();
        assertThat(redriven.plan()).isNull();
        assertThat(redriven.result()).isNull();
        assertThat(redriven.round().earlier().records()).isEqualTo(new Records(9, 0, List.of()));
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(mending.ran).containsExactly("1/3");
        assertThat(application.answer(id)).isEqualTo("{\"accepted\":10,\"rejected\":[]}");
        assertThat(records(id)).isEqualTo(Records.read(10));
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aPartialJobSucceedsIfItsRecordsAreAcceptedThen() {
        JobId id = ended("10%", 3, 7);
        assertThat(application.job(id).state()).isEqualTo(State.PARTIAL);
        mending.broken.remove(7L);

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).error()).isNull();
        assertThat(application.answer(id)).isEqualTo("{\"accepted\":9,\"rejected\":[3]}");
        assertThat(records(id).read()).isEqualTo(10);
        assertThat(records(id).rejected()).isEqualTo(1);
    }

    @Test
    void recordsThatAreRejectedAgainCountOnceAndCanBeRedrivenAgain() {
        JobId id = ended("10%", 3, 7);
        for (int round = 1; round <= 3; round++) {
            application.dispatcher.redrive(id);

            assertThat(application.run(id).state()).isEqualTo(State.PARTIAL);
            assertThat(application.job(id).isIn(round, 0)).isTrue();
            assertThat(records(id).read()).isEqualTo(10);
            assertThat(records(id).rejected()).isEqualTo(2);
            assertThat(records(id).first()).hasSize(2);
        }
        assertThat(application.job(id).round().earlier().tasks()).isEqualTo(10 + 2 + 2);
    }

    @Test
    void aFinishCanLetAFurtherRoundReadRecordsAgain() {
        mending.asksForMore = job -> job.round().number() < 2;
        JobId id = ended("10%", 3);

        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).isIn(2, 0)).isTrue();
        assertThat(records(id).read()).isEqualTo(10);
        assertThat(records(id).rejected()).isEqualTo(1);
        assertThat(application.answer(id)).isEqualTo("{\"accepted\":9,\"rejected\":[3]}");
    }

    @Test
    void theAnswerHasAnotherKeyAndTheEarlierOneStays() {
        JobId id = ended("10%", 3);
        long created = application.job(id).created().toEpochMilli();
        mending.broken.clear();

        application.dispatcher.redrive(id);
        application.run(id);

        String folder = "results/%s/%d".formatted(id, created);
        assertThat(application.blobs.get(folder + "-0-0/result.json"))
                .asString()
                .contains("\"accepted\":9");
        assertThat(application.blobs.get(folder + "-1-0/result.json"))
                .asString()
                .isEqualTo(application.answer(id))
                .contains("\"accepted\":10");
    }

    @Test
    void outputsOfEarlierRoundsStayAndCount() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        Job job = application.run(id);

        assertThat(job.round().totals(application.accumulator(id)).outputs().count())
                .isEqualTo(10 + 1);
        assertThat(new OutputQueries(application.ports).list(job))
                .hasSize(11)
                .last()
                .extracting(output -> output.round() + "/" + output.task())
                .isEqualTo("1/0");
    }

    @Test
    void itHasADeadlineOfItsOwn() {
        JobId id = ended("10%", 3);
        application.clock.pass(Duration.ofDays(3));

        application.dispatcher.redrive(id);

        assertThat(application.job(id).deadline())
                .isEqualTo(application.clock.instant().plus(Duration.ofHours(1)));
        application.clock.pass(Duration.ofHours(1).plusSeconds(1));
        application.keep();
        assertThat(application.job(id).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aLargeInputIsStoredBesideTheRow() {
        JobId id = ended("10%", 3);
        mending.note = " ".repeat(Next.MAX_INPUT - 10);

        application.dispatcher.redrive(id);

        assertThat(application.job(id).round().input()).isInstanceOf(Payload.Spilled.class);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void ofTwoCallersAtOnceOneStartsARound() {
        JobId id = ended("10%", 3);
        mending.ran.clear();
        var other = new AtomicInteger();
        store.diesBefore(row -> {
            if (row.round().number() == 1 && other.getAndIncrement() == 0) {
                application.dispatcher.redrive(id);
                application.dispatch();
            }
            return false;
        });

        application.dispatcher.redrive(id);

        assertThat(other.get()).isGreaterThan(1);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).isIn(1, 0)).isTrue();
        assertThat(mending.ran).containsExactly("1/3");
        assertThat(records(id).read()).isEqualTo(10);
    }

    @Test
    void aRoundWhoseResponseIsLostIsDispatched() {
        JobId id = ended("10%", 3);
        store.losesAnswerOf(row -> row.state() == State.ACCEPTED);

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).isIn(1, 0)).isTrue();
    }

    @Test
    void aRoundWhoseMessageWasNotSentIsAskedForAgain() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        application.dispatchQueue.take(); // as if it had never been sent

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).isIn(1, 0)).isTrue();
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void theKeeperSendsAMessageThatWasNotSent() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        application.dispatchQueue.take();
        application.clock.pass(Duration.ofMinutes(2));

        application.keep();

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isOne();
    }

    @Test
    void aRedriveThatIsUnderWayIsNotAskedForAgain() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        application.dispatch();

        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .hasMessageContaining("is RUNNING");
    }

    @Test
    void theRoundMayWait() {
        JobId id = ended("10%", 3);
        mending.notBefore = application.clock.instant().plus(Duration.ofMinutes(10));
        application.dispatcher.redrive(id);
        application.dispatcher.redrive(id); // asks again, and begins no other round
        application.dispatch();
        assertThat(application.job(id).plan()).isNull();

        application.clock.pass(Duration.ofMinutes(10).plusSeconds(1));
        application.dispatch();

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
        assertThat(application.job(id).isIn(1, 0)).isTrue();
    }

    @Test
    void theKeeperStartsARoundThatWaitsForLongerThanAMessageCan() {
        JobId id = ended("10%", 3);
        mending.notBefore = application.clock.instant().plus(Duration.ofMinutes(20));
        application.dispatcher.redrive(id);
        assertThat(application.dispatchQueue.depth()).isZero();
        application.clock.pass(Duration.ofMinutes(6));
        application.keep();
        application.clock.pass(Duration.ofMinutes(14).plusSeconds(1));

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void lostTasksOfTheLastRoundRunAgainAndTheWorkloadIsNotAsked() {
        mending.before =
                task -> {
                    if (task.round().number() == 1) {
                        throw new PermanentFailureException("closed");
                    }
                };
        mending.broken.add(3L);
        JobId id = submitted(Mending.request(10, "10%", "5", 1_000));
        application.run(id);
        application.dispatcher.redrive(id);
        assertThat(application.run(id).state()).isEqualTo(State.PARTIAL);
        mending.before = _ -> {};
        mending.redriving =
                _ -> {
                    throw new AssertionError("asked");
                };

        application.dispatcher.redrive(id);

        assertThat(application.job(id).isIn(1, 1)).isTrue();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(records(id).read()).isEqualTo(10);
    }

    @Test
    void aRoundThatCannotBePlannedIsPlannedByTheNextRedrive() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        application.dispatchQueue.take();
        application.keeper.reportLost(new Arrival.Waiting(id, 0), "of the round before");
        assertThat(application.job(id).state()).isEqualTo(State.ACCEPTED);
        application.keeper.reportLost(new Arrival.Waiting(id, 1), "received 5 times");
        assertThat(application.job(id).state()).isEqualTo(State.FAILED);

        application.dispatcher.redrive(id);

        assertThat(application.job(id).isIn(1, 1)).isTrue();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(records(id).read()).isEqualTo(10);
    }

    @Test
    void aFinishOfTheRoundBeforeDoesNotEndTheRound() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);
        application.dispatchQueue.take();
        var late = new WorkMessage.Finish(id, 0, 0, 1, 0);

        application.worker.work(List.of(new ReceivedMessage<>("late", late, 1)), PLENTY);

        assertThat(application.job(id).state()).isEqualTo(State.ACCEPTED);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED); // it asked again
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void itIsCancelledAsAnyRoundAndHasNoAnswerThen() {
        JobId id = ended("10%", 3);
        application.dispatcher.redrive(id);

        assertThat(application.dispatcher.cancel(id)).isTrue();

        assertThat(application.job(id).result()).isNull();
        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .hasMessageContaining("is CANCELLED: only a SUCCEEDED, PARTIAL or FAILED job");
    }

    private JobId ended(String reject, long... broken) {
        for (long item : broken) {
            mending.broken.add(item);
        }
        JobId id = submitted(Mending.request(10, reject, "0", 1_000));
        application.run(id);
        return id;
    }

    private JobId submitted(dev.fanfold.engine.arrival.JobRequest request) {
        return application.dispatcher.submit(request).job().id();
    }

    private Records records(JobId id) {
        return application.job(id).round().totals(application.accumulator(id)).records();
    }
}
