package dev.fanfold.testkit;

import static dev.fanfold.testkit.Seeds.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The state of a job with rejected records.
///
/// Its option `reject` limits their number.
class RejectionsTest {
    private final Picky picky = new Picky();
    private final InMemoryApplication application = new InMemoryApplication(picky);

    @Test
    void asManyAsAllowedSucceedAndOneMoreIsPartial() {
        ends("0", 40, 0, State.SUCCEEDED);
        ends("0", 40, 1, State.PARTIAL);
        ends("4", 40, 4, State.SUCCEEDED);
        ends("4", 40, 5, State.PARTIAL);
        ends("10%", 40, 4, State.SUCCEEDED);
        ends("10%", 40, 5, State.PARTIAL);
        ends("0.5%", 400, 2, State.SUCCEEDED);
        ends("0.5%", 400, 3, State.PARTIAL);
    }

    @Test
    void aShareIsRoundedDown() {
        ends("10%", 19, 1, State.SUCCEEDED);
        ends("10%", 19, 2, State.PARTIAL);
        ends("10%", 9, 1, State.PARTIAL);
    }

    @Test
    void aSucceededJobHasAcceptedAtLeastOneRecord() {
        ends("100%", 40, 39, State.SUCCEEDED);
        ends("100%", 40, 40, State.PARTIAL);
        ends("40", 40, 40, State.PARTIAL);
        ends("1000", 2, 1, State.SUCCEEDED);
        ends("1000", 1, 1, State.PARTIAL);
    }

    @Test
    void aJobWithoutRecordsIsNotRejected() {
        ends("0", 0, 0, State.SUCCEEDED);
        ends("10%", 0, 0, State.SUCCEEDED);
    }

    private void ends(String reject, long read, long rejected, State state) {
        picky.tasks.clear();
        picky.tasks.add(new Records(read, rejected, List.of()));

        Job job =
                application.run(
                        application.dispatcher.submitAgain(picky.request(reject, "0")).job().id());

        String what = "%d of %d, %s".formatted(rejected, read, reject);
        assertThat(job.state()).as(what).isEqualTo(state);
        assertThat(application.answer(job.id())).as(what).isEqualTo(Squares.answer(1));
        assertThat(job.error() == null).as(what).isEqualTo(state == State.SUCCEEDED);
    }

    @Test
    void theReasonHasTheFiguresAndTheFirstRejection() {
        picky.tasks.add(
                new Records(25, 7, List.of(new Rejection("b.csv", 9, "v: \"x\" is no number"))));
        picky.tasks.add(
                new Records(15, 5, List.of(new Rejection("a.csv", 70, "3 columns, not 2"))));

        assertThat(application.run(submit("10%", "0")).error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.INPUT,
                                "12 of 40 records rejected, 10% allowed (--reject); the first: a.csv at byte 70: 3 columns, not 2"));
        assertThat(application.run(submit("3", "0")).error())
                .extracting(Reason::text)
                .asString()
                .startsWith("12 of 40 records rejected, 3 allowed (--reject); the first: ");
    }

    @Test
    void whereNoneIsAcceptedItSaysSo() {
        picky.tasks.add(new Records(2, 2, List.of()));

        assertThat(application.run(submit("100%", "0")).error())
                .isEqualTo(new Reason(Reason.Kind.INPUT, "2 of 2 records rejected, none accepted"));
    }

    @Test
    void itIsDecidedWhenTheLastTaskIsFoldedAndNotBefore() {
        picky.tasks.add(new Records(10, 9, List.of()));
        picky.tasks.add(new Records(90, 0, List.of()));
        JobId id = submit("10%", "0");
        application.dispatch();
        application.worker.work(application.queue.receiveWork(1), () -> Duration.ofMinutes(2));
        application.fold();

        assertThat(application.accumulator(id).done().size()).isEqualTo(1);
        assertThat(application.accumulator(id).isSealed()).isFalse();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theSealHoldsTheVerdictAndTheRowFollowsIt() {
        picky.tasks.add(new Records(10, 2, List.of()));
        JobId id = submit("10%", "0");
        application.dispatch();
        application.worker.work(application.queue.receiveWork(1), () -> Duration.ofMinutes(2));
        application.fold();

        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
        Seal seal = application.accumulator(id).seal();
        Job ended = application.run(id);
        assertThat(seal)
                .isInstanceOfSatisfying(
                        Seal.Rejected.class,
                        rejected -> assertThat(ended.error()).isEqualTo(rejected.reason()));
    }

    @Test
    void aRedriveOfWhatWasOnlyRejectedIsRefused() {
        picky.tasks.add(new Records(10, 2, List.of()));
        Job partial = application.run(submit("10%", "0"));

        assertThatThrownBy(() -> application.dispatcher.redrive(partial.id()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nothing was lost")
                .hasMessageContaining("change the input or --reject");
        assertThat(application.job(partial.id())).isEqualTo(partial);
    }

    @Test
    void lossesBesideRejectionsAreRedrivenAndJudgedAgain() {
        picky.tasks.add(new Records(10, 2, List.of()));
        picky.tasks.add(new Records(10, 0, List.of()));
        picky.before(task -> {
            if (task.index() == 1) {
                throw new PermanentFailureException("closed");
            }
        });
        JobId id = submit("10%", "1");
        assertThat(application.run(id).error())
                .extracting(Reason::text)
                .isEqualTo("2 of 10 records rejected, 10% allowed (--reject)");

        picky.before(_ -> {});
        application.dispatcher.redrive(id);
        assertThat(application.job(id).error()).as("of the epoch before").isNull();

        assertThat(application.run(id).state()).as("2 of 20").isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).error()).isNull();
    }

    @Test
    void tooManyLossesFailAJobWithRejections() {
        picky.tasks.add(new Records(10, 10, List.of()));
        picky.tasks.add(new Records(10, 0, List.of()));
        picky.before(task -> {
            if (task.index() == 1) {
                throw new PermanentFailureException("closed");
            }
        });

        assertThat(application.run(submit("10%", "0")).state()).isEqualTo(State.FAILED);
    }

    @Test
    void anotherLimitIsAnotherJob() {
        picky.tasks.add(new Records(10, 2, List.of()));
        JobId strict = submit("10%", "0");

        JobId lenient = submit("20%", "0");

        assertThat(lenient).isNotEqualTo(strict);
        assertThat(application.run(strict).state()).isEqualTo(State.PARTIAL);
        assertThat(application.run(lenient).state()).isEqualTo(State.SUCCEEDED);
    }

    // Compares 100 * rejected with percent * read in integers, so no share is rounded here.
    @Test
    void theVerdictIsThatOfAPlainCount() {
        forSeeds(
                1,
                300,
                random -> {
                    picky.tasks.clear();
                    int tasks = 1 + random.nextInt(5);
                    long read = 0;
                    long rejected = 0;
                    int percent = random.nextInt(101);
                    for (int task = 0; task < tasks; task++) {
                        int records = random.nextInt(30);
                        int bad = random.nextInt(Math.min(records, records * percent / 50) + 1);
                        picky.tasks.add(new Records(records, bad, List.of()));
                        read += records;
                        rejected += bad;
                    }
                    boolean inShare = 100 * rejected <= percent * read;
                    boolean whole = inShare && (read == 0 || rejected < read);

                    JobRequest asked = picky.request(percent + "%", "0");
                    Job job = application.run(application.dispatcher.submitAgain(asked).job().id());

                    assertThat(job.state())
                            .as("%d of %d, %d%%", rejected, read, percent)
                            .isEqualTo(whole ? State.SUCCEEDED : State.PARTIAL);
                });
    }

    private JobId submit(String reject, String tolerate) {
        return application.dispatcher.submit(picky.request(reject, tolerate)).job().id();
    }

    /// Squares whose tasks read and reject as many records as a test chooses.
    private static final class Picky extends Squares {
        final List<Records> tasks = new ArrayList<>();

        JobRequest request(String reject, String tolerate) {
            var options =
                    new JobOptions(
                            new Tolerance(tolerate),
                            new Tolerance(reject),
                            1,
                            0,
                            10,
                            Duration.ofHours(1));
            return new JobRequest(
                    "squares",
                    JobSettings.of(Map.of("tasks", String.valueOf(tasks.size()))),
                    options,
                    null,
                    "me",
                    0);
        }

        @Override
        public TaskResult<Long> work(Task task) throws Exception {
            TaskResult<Long> worked = super.work(task);
            return new TaskResult<>(worked.partial(), worked.coverage(), tasks.get(task.index()));
        }
    }
}
