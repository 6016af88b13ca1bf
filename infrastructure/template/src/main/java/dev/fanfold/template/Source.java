package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What starts a function. `partial` says that the answer may name the items that failed
/// (ReportBatchItemFailures).
public sealed interface Source {
    String id();

    Place place();

    /// Messages of a queue, in batches.
    ///
    /// @param window how long a batch may wait to be filled
    /// @param concurrency most invocations of this source at once
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
    /// @param eventNames which of INSERT, MODIFY, REMOVE are heard
    /// @param retries -1 for as long as the record lives
    /// @param maxAge empty for as long as the record lives
    /// @param latest whether what was written before it reads is passed over
    /// @param onFailure queue that hears of records given up
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

    /// A clock.
    ///
    /// @param retries how a failed invocation is repeated
    record OfSchedule(String id, Place place, Duration rate, Retries retries) implements Source {}
}
