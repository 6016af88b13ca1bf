package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The jobs that a keeper handles in one round.
///
/// If time is short, it handles those that the previous round did not reach.
class KeeperTimeTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(1);
    private final InMemoryApplication application = new InMemoryApplication(new Squares());
    private final Instant now = application.clock.instant();

    @Test
    void aThousandJobsInABacklogKeepNoOtherFromItsDeadline() {
        backlog(999);
        JobId overdue = overdue();

        assertThat(application.keeper.keep(PLENTY)).isEqualTo(1_000);
        assertThat(application.job(overdue).state()).isEqualTo(State.FAILED);
    }

    @Test
    void oneMoreThanAThousandKeepNoOtherFromItsDeadline() {
        backlog(1_000);
        JobId overdue = overdue();

        assertThat(application.keeper.keep(PLENTY)).isEqualTo(1_001);
        assertThat(application.job(overdue).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aRoundThatIsShortOfTimeIsGoneOnWithInTheNext() {
        backlog(9);
        JobId overdue = overdue();

        assertThat(application.keeper.keep(enoughFor(4))).isEqualTo(4);
        assertThat(application.keeper.keep(enoughFor(4))).isEqualTo(4);
        assertThat(application.job(overdue).isOpen()).isTrue();
        assertThat(application.keeper.keep(enoughFor(4))).isEqualTo(2);

        assertThat(application.job(overdue).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aRoundThatCameToTheEndIsFollowedByOneFromTheStart() {
        backlog(9);

        assertThat(application.keeper.keep(enoughFor(4))).isEqualTo(4);
        assertThat(application.keeper.keep(enoughFor(5))).isEqualTo(5);
        assertThat(application.keeper.keep(enoughFor(9))).isEqualTo(9);
    }

    @Test
    void aKeeperWithoutTimeLooksAtNothing() {
        JobId overdue = overdue();

        assertThat(application.keeper.keep(() -> Duration.ofSeconds(9))).isZero();
        assertThat(application.job(overdue).isOpen()).isTrue();
        assertThat(application.keeper.keep(() -> Duration.ofSeconds(10))).isEqualTo(1);
    }

    // Jobs that wait for a busy dispatcher. Nothing is wrong with them, and their rows do not
    // change.
    private void backlog(int jobs) {
        application.dispatchQueue.send(Samples.accepted());
        for (int i = 0; i < jobs; i++) {
            Instant then = now.minus(Duration.ofMinutes(30)).plusMillis(i);
            application.store.create(job(then));
        }
    }

    // The job that changed last, past its deadline of an hour.
    private JobId overdue() {
        Job job = job(now.minus(Duration.ofHours(2)));
        application.store.create(job.with(job.progress(), now.minus(Duration.ofMinutes(2))));
        return job.id();
    }

    private static Job job(Instant then) {
        return Job.accepted(Samples.id(), Squares.request(1, "0", 1), null, then);
    }

    /// Time for this many jobs, and then none.
    private static TimeLeft enoughFor(int jobs) {
        var left = new AtomicInteger(jobs);
        return () -> Duration.ofSeconds(left.getAndDecrement() > 0 ? 10 : 9);
    }
}
