package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// An event source of a function.
///
/// In the records, `place` is where the template names the queue, the stream or the schedule, and
/// `batch` is the maximum number of messages or records in an event. `partial` says whether the
/// function's response may name the items that failed (ReportBatchItemFailures).
public sealed interface Source {
    /// The function's logical id and the name of the event, for example `Worker.Work`.
    String id();

    Place place();

    /// A queue whose messages are delivered in batches.
    ///
    /// @param queue name of the queue
    /// @param window how long Lambda waits for a full batch
    /// @param concurrency the maximum number of parallel invocations of this source
    record OfQueue(
            String id,
            Place place,
            String queue,
            int batch,
            Duration window,
            int concurrency,
            boolean partial)
            implements Source {
        /// A copy whose batch and concurrency are at most the given ones.
        public OfQueue atMost(int messages, int invocations) {
            return new OfQueue(
                    id,
                    place,
                    queue,
                    Math.min(batch, messages),
                    window,
                    Math.min(concurrency, invocations),
                    partial);
        }
    }

    /// A table's stream, whose records are delivered in the order of each shard.
    ///
    /// @param table name of the table
    /// @param latest whether records that were written before the mapping starts are skipped
    /// @param eventNames which of INSERT, MODIFY and REMOVE are delivered
    /// @param retries maximum number of retries; -1 to retry until the stream deletes the record
    /// @param bisect whether a failed batch is split
    /// @param maxAge maximum age of a record; empty to deliver it until the stream deletes it
    /// @param onFailure the queue to which discarded records are reported
    record OfStream(
            String id,
            Place place,
            String table,
            int batch,
            Duration window,
            boolean latest,
            Set<String> eventNames,
            int retries,
            boolean bisect,
            Optional<Duration> maxAge,
            Optional<String> onFailure,
            boolean partial)
            implements Source {
        public OfStream {
            eventNames = Set.copyOf(eventNames);
        }
    }

    /// A schedule.
    ///
    /// @param rate the time between two invocations
    /// @param retries how a failed invocation is retried
    record OfSchedule(String id, Place place, Duration rate, Retries retries) implements Source {}
}
