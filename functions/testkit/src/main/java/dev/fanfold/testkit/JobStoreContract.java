package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.JobStore.OwnedJob;
import dev.fanfold.engine.port.JobStore.StalledJob;
import dev.fanfold.engine.port.JobStore.StepHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tests that every [JobStore] must pass.
public interface JobStoreContract {
    /// The store under test. It may contain jobs of other tests.
    JobStore store();

    @Test
    default void aRowIsReadAsItWasWritten() {
        for (Job job : Samples.jobs()) {
            assertThat(store().create(job)).isTrue();
            assertThat(store().job(job.id())).contains(job);
        }
    }

    @Test
    default void anAccumulatorIsReadAsItWasWritten() {
        for (Accumulator accumulator : Samples.accumulators()) {
            assertThat(store().create(accumulator)).isTrue();
            assertThat(store().accumulator(accumulator.job(), accumulator.round()))
                    .contains(accumulator);
        }
    }

    @Test
    default void anUnknownJobIsNotFound() {
        JobId unknown = Samples.id();

        assertThat(store().job(unknown)).isEmpty();
        assertThat(store().accumulator(unknown, 0)).isEmpty();
    }

    @Test
    default void aSecondCreateWritesNothing() {
        Job job = Samples.accepted();
        Accumulator accumulator = Samples.empty();
        store().create(job);
        store().create(accumulator);

        assertThat(store().create(job.cancelled(Instant.EPOCH))).isFalse();
        assertThat(store().create(accumulator.sealed(new Seal.Cancelled()))).isFalse();
        assertThat(store().job(job.id())).contains(job);
        assertThat(store().accumulator(accumulator.job(), accumulator.round()))
                .contains(accumulator);
    }

    @Test
    default void aReplacementOfAnOldVersionWritesNothing() {
        Job job = Samples.accepted();
        Accumulator accumulator = Samples.empty();
        store().create(job);
        store().create(accumulator);
        Job cancelled = job.cancelled(job.changed().plusSeconds(1));
        Accumulator sealed = accumulator.sealed(new Seal.Complete());

        assertThat(store().replace(cancelled)).isTrue();
        assertThat(
                        store().replace(
                                        job.failed(
                                                new Reason(Reason.Kind.INPUT, "late"),
                                                job.changed())))
                .isFalse();
        assertThat(store().replace(sealed)).isTrue();
        assertThat(store().replace(accumulator.sealed(new Seal.Cancelled()))).isFalse();
        assertThat(store().job(job.id())).contains(cancelled);
        assertThat(store().accumulator(accumulator.job(), accumulator.round())).contains(sealed);
    }

    @Test
    default void aReplacementOfNothingWritesNothing() {
        assertThat(store().replace(Samples.accepted().cancelled(Instant.EPOCH))).isFalse();
        assertThat(store().replace(Samples.empty().sealed(new Seal.Complete()))).isFalse();
    }

    @Test
    default void ofManyReplacementsAtOnceOneIsWritten()
            throws InterruptedException, ExecutionException {
        Accumulator accumulator = Samples.empty();
        store().create(accumulator);
        Callable<Boolean> replace = () -> store().replace(accumulator.sealed(new Seal.Complete()));

        int written = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result :
                    threads.invokeAll(java.util.Collections.nCopies(20, replace))) {
                written += result.get() ? 1 : 0;
            }
        }

        assertThat(written).isEqualTo(1);
    }

    @Test
    default void aStepIsGivenToTheMessageThatAsksFirst() {
        var first = new StepHolder("message-1", TaskSet.of(3, 4, 5));
        var second = new StepHolder("message-2", TaskSet.of(4));
        assertThat(store().hold("job/0/0/step", first)).isEmpty();
        assertThat(store().hold("job/0/0/step", second)).contains(first);
        assertThat(store().hold("job/0/0/step", first)).contains(first);
        assertThat(store().hold("job/0/1/step", second)).isEmpty();
    }

    @Test
    default void openJobsAreFoundByTheTimeAtWhichTheyAreDue() {
        // A job that does not wait is due from its last change on.
        Job open = Samples.accepted();
        Job ended = Samples.accepted().cancelled(open.changed());
        store().create(open);
        store().create(ended);

        assertThat(findOpen(Instant.EPOCH, open.changed()))
                .contains(new StalledJob(open.id(), open.changed()))
                .extracting(StalledJob::job)
                .doesNotContain(ended.id());
        Duration millisecond = Duration.ofMillis(1);
        assertThat(findOpen(Instant.EPOCH, open.changed().minus(millisecond)))
                .extracting(StalledJob::job)
                .doesNotContain(open.id());
        assertThat(findOpen(open.changed(), open.changed()))
                .extracting(StalledJob::job)
                .contains(open.id());
        assertThat(findOpen(open.changed().plus(millisecond), open.changed().plus(millisecond)))
                .extracting(StalledJob::job)
                .doesNotContain(open.id());
        assertThat(findOpen(open.changed(), open.changed().minus(millisecond))).isEmpty();
    }

    @Test
    default void theOpenJobThatIsDueFirstComesFirst() {
        Job young = Samples.accepted();
        Job old = young.with(young.progress(), young.changed().minusSeconds(1));
        Job oldest = Samples.accepted();
        store().create(old);
        store().create(oldest.with(oldest.progress(), oldest.changed().minusSeconds(2)));

        assertThat(findOpen(Instant.EPOCH, young.changed()))
                .extracting(StalledJob::job)
                .containsSubsequence(oldest.id(), old.id());
    }

    @Test
    default void allOpenJobsAreFoundHoweverMany() {
        Instant changed = Samples.accepted().changed().plus(Duration.ofDays(1));
        var written = new ArrayList<StalledJob>();
        for (int i = 0; i < 1_001; i++) {
            Job job = Samples.accepted();
            store().create(job.with(job.progress(), changed));
            written.add(new StalledJob(job.id(), changed));
        }

        assertThat(findOpen(changed, changed)).containsAll(written);
    }

    private List<StalledJob> findOpen(Instant from, Instant to) {
        try (Stream<StalledJob> open = store().findOpen(from, to)) {
            return open.toList();
        }
    }

    @Test
    default void aJobThatEndsIsNoLongerOpen() {
        Job job = Samples.accepted();
        store().create(job);
        store().replace(job.cancelled(job.changed()));

        assertThat(findOpen(Instant.EPOCH, job.changed()))
                .extracting(StalledJob::job)
                .doesNotContain(job.id());
    }

    @Test
    default void anOwnersJobsAreFoundNewestFirstInPages() {
        String owner = "owner " + Samples.id();
        Instant newest = Instant.parse("2026-11-03T10:00:00Z");
        var created = new ArrayList<JobId>();
        for (int i = 0; i < 7; i++) {
            // Every two jobs have the same creation time, so that a page may end between them.
            Job job = jobOf(owner, newest.minusSeconds(i / 2));
            store().create(job);
            created.add(job.id());
        }
        store().create(jobOf("another", newest));

        var found = new ArrayList<OwnedJob>();
        for (OwnedJob last = null; found.size() < 20; last = found.getLast()) {
            List<OwnedJob> page = store().findByOwner(owner, last, 3);
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            if (page.isEmpty()) {
                break;
            }
            found.addAll(page);
        }

        assertThat(found).extracting(OwnedJob::job).containsExactlyInAnyOrderElementsOf(created);
        assertThat(found)
                .extracting(OwnedJob::created)
                .isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
    }

    @Test
    default void anOwnerWithoutJobsHasNone() {
        assertThat(store().findByOwner("owner " + Samples.id(), null, 10)).isEmpty();
    }

    @Test
    default void jobsInAStateAreFoundNewestFirstInPagesUntilTheyLeaveIt() {
        // The time is far in the future, so that the jobs of other tests in this store are older.
        Instant newest = Instant.parse("2126-11-03T10:00:00Z");
        var created = new ArrayList<JobId>();
        for (int i = 0; i < 7; i++) {
            Job job = jobOf(i % 2 == 0 ? "one" : "another", newest.minusSeconds(i / 2));
            store().create(job);
            created.add(job.id());
        }
        Job cancelled = jobOf("one", newest.plusSeconds(1));
        store().create(cancelled);
        store().replace(cancelled.cancelled(newest));

        var found = new ArrayList<OwnedJob>();
        for (int i = 0; i < 2; i++) {
            OwnedJob last = found.isEmpty() ? null : found.getLast();
            found.addAll(store().findByState(State.ACCEPTED, last, 3));
        }
        found.addAll(store().findByState(State.ACCEPTED, found.getLast(), 1));

        assertThat(found).extracting(OwnedJob::job).containsExactlyInAnyOrderElementsOf(created);
        assertThat(found)
                .extracting(OwnedJob::created)
                .isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
        assertThat(store().findByState(State.CANCELLED, null, 1))
                .containsExactly(new OwnedJob(cancelled.id(), cancelled.created()));
    }

    private static Job jobOf(String owner, Instant created) {
        Job sample = Samples.accepted();
        JobRequest request = sample.request();
        var requestOfOwner =
                new JobRequest(
                        request.workload(),
                        request.settings(),
                        request.options(),
                        request.input(),
                        owner,
                        request.run());
        return Job.accepted(sample.id(), requestOfOwner, sample.input(), created);
    }
}
