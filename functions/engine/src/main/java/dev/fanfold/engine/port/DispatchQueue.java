package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import java.time.Duration;

/// The queue of the dispatcher. Delivery is at least once.
public interface DispatchQueue {
    /// Asks the dispatcher to plan this job and send its tasks, or to continue it.
    default void send(Job job) {
        send(job.id(), job.round().number(), Duration.ZERO);
    }

    /// As [#send(Job)], but the message is delivered after `delay` or later.
    ///
    /// @param delay at most [dev.fanfold.engine.job.JobRound#MAX_DELAY]
    void send(JobId job, int round, Duration delay);

    /// The approximate number of messages in the queue and its dead-letter queue that are visible
    /// or in flight.
    ///
    /// Delayed messages do not count, because they belong to jobs whose round waits, and must not
    /// stop the repair of other jobs.
    long depth();
}
