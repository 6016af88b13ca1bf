package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Records;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A redrive that can start no further round is refused, and the job does not change. A finish that
/// can start none fails the job.
class RefusedRedriveTest {
    private final Mending mending = new Mending();
    private final InMemoryApplication application = new InMemoryApplication(mending, new Squares());

    @Test
    void aJobWithoutRejectedRecordsHasNothingToDoAgain() {
        JobId id = ended(1_000);
        assertRefused(id, "job %s is SUCCEEDED: nothing was lost, and its workload has nothing");
    }

    @Test
    void aWorkloadThatStartsNoRoundsRefusesAsEver() {
        JobId id = application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
        application.run(id);
        assertRefused(id, "job %s is SUCCEEDED: nothing was lost, and its workload has nothing");
    }

    @Test
    void aPartialJobOfWhichTheWorkloadMendsNothingIsRefusedAsEver() {
        mending.redriving = _ -> Optional.empty();
        mending.broken.addAll(List.of(3L, 7L));
        assertRefused(ended(1_000), "nothing was lost in job %s, only rejected");
    }

    @Test
    void theMessageOfAWorkloadThatThrowsIsShown() {
        JobId id = ended(1_000, 3);

        refuses(id, new InvalidInputException("item 3 is gone"), "item 3 is gone");
        refuses(id, new PermanentFailureException("no table"), "no table");
        refuses(id, new IOException("no network"), "redrive of mending threw java.io.IOException");
        refuses(id, new IllegalStateException("no price"), "no price");
    }

    private void refuses(JobId id, Exception thrown, String text) {
        mending.redriving =
                _ -> {
                    throw thrown;
                };
        assertRefused(id, text);
    }

    @Test
    void anErrorOfTheWorkloadIsShown() {
        JobId id = ended(1_000, 3);
        for (Error error :
                List.of(new StackOverflowError(), new AssertionError("no price"), new Error())) {
            mending.redriving =
                    _ -> {
                        throw error;
                    };
            assertRefused(id, "redrive of mending threw " + error);
        }
    }

    @Test
    void aProcessThatIsOutOfMemoryIsNotTheWorkloads() {
        JobId id = ended(1_000, 3);
        mending.redriving =
                _ -> {
                    throw new OutOfMemoryError("heap");
                };

        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anInputOfOneByteMoreThanAllowedIsRefused() {
        JobId id = ended(1_000, 3);
        mending.note = "x".repeat(1024 * 1024);
        assertRefused(id, "the input of a round has at most 1048576 bytes, not 1048579");
    }

    @Test
    void theLimitOfRoundsHolds() {
        JobId id = ended(2, 3);
        application.dispatcher.redrive(id);
        application.run(id);

        assertRefused(
                id,
                "a redrive of job %s needs another round, and it has had the 2 that it may have: submit it again with a larger --rounds");
    }

    @Test
    void asManyRecordsAsWereCountedAreReadAgainAndNoMore() {
        assertReadAgain(new Records(10, 2, List.of()), Optional.empty());
        assertReadAgain(new Records(2, 2, List.of()), Optional.empty());
        assertReadAgain(new Records(8, 0, List.of()), Optional.empty());
        assertReadAgain(Records.NONE, Optional.empty());

        assertReadAgain(
                new Records(11, 2, List.of()), Optional.of("reads 11 records again, 2 of them"));
        assertReadAgain(
                new Records(3, 3, List.of()), Optional.of("reads 3 records again, 3 of them"));
        assertReadAgain( // one more would be rejected than read
                new Records(9, 0, List.of()), Optional.of("reads 9 records again, 0 of them"));
    }

    private void assertReadAgain(Records again, Optional<String> refusal) {
        mending.broken.addAll(List.of(3L, 7L));
        mending.again = _ -> again;
        mending.asksForMore = _ -> false;
        JobRequest request = Mending.request(10, "10%", "0", 1_000);
        JobId id = application.dispatcher.submitAgain(request).job().id();
        application.run(id);
        mending.asksForMore = job -> job.round().number() == 0;
        JobId asking = application.dispatcher.submitAgain(request).job().id();
        Job finished = application.run(asking);

        if (refusal.isEmpty()) {
            application.dispatcher.redrive(id);
            assertThat(application.job(id).round().earlier().records().read())
                    .isEqualTo(10 - again.read());
            assertThat(finished.round().number()).isOne();
        } else {
            String counted = "but the rounds so far counted 10, 2 of them rejected";
            assertRefused(id, refusal.get(), counted);
            assertThat(finished.state()).isEqualTo(State.FAILED);
            assertThat(finished.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.PERMANENT);
            assertThat(finished.error())
                    .extracting(Reason::text)
                    .asString()
                    .startsWith("finish: the next round ")
                    .contains(refusal.get(), counted);
        }
    }

    @Test
    void whereTheWorkloadIsNotAvailableTheErrorSaysSo() {
        JobId id = ended(1_000, 3);
        Ports ports = application.ports;
        var without =
                new Dispatcher(
                        new Ports(
                                ports.jobs(),
                                ports.reports(),
                                ports.blobs(),
                                ports.outputs(),
                                ports.pools(),
                                ports.dispatch(),
                                ports.source(),
                                Workloads.of(),
                                ports.clock(),
                                ports.random()),
                        _ -> new SubmittedSettings(JobSettings.of(java.util.Map.of()), options()));

        assertThatThrownBy(() -> without.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("only its workload \"mending\" knows what a redrive does")
                .hasMessageContaining("run the command in the folder of its template");
    }

    private static dev.fanfold.engine.arrival.JobOptions options() {
        return dev.fanfold.engine.arrival.JobOptions.DEFAULT;
    }

    private JobId ended(int rounds, long... broken) {
        for (long item : broken) {
            mending.broken.add(item);
        }
        JobRequest request = Mending.request(10, "10%", "0", rounds);
        JobId id = application.dispatcher.submit(request).job().id();
        application.run(id);
        return id;
    }

    private void assertRefused(JobId id, String... texts) {
        Job before = application.job(id);
        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains(java.util.Arrays.stream(texts).map(text -> text.formatted(id)).toList());
        assertThat(application.job(id)).isEqualTo(before);
        assertThat(application.dispatchQueue.depth()).isZero();
    }
}
