package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// An event source of a function. `partial` means that the response may name the failed items
/// (ReportBatchItemFailures).
public sealed interface Source {
    String id();

    Place place();

    /// Messages of a queue, in batches.
    ///
    /// @param window how long Lambda waits for a batch to fill
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
        /// The same mapping with smaller limits.
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

    /// Changes of a table in the order of its shards.
    ///
    /// @param eventNames which of INSERT, MODIFY, REMOVE are delivered
    /// @param retries -1 for no limit but the record's expiry
    /// @param maxAge empty for no limit but the record's expiry
    /// @param latest whether records that were written before the mapping starts are skipped
    /// @param onFailure the queue that receives records that are given up
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
    /// @param retries how a failed invocation is retried
    record OfSchedule(String id, Place place, Duration rate, Retries retries) implements Source {}
}
