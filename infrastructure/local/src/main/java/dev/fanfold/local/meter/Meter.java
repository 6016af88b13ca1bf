package dev.fanfold.local.meter;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what functions use, from any thread.
public final class Meter {
    private final Map<Use, LongAdder> counts = new ConcurrentHashMap<>();

    /// What is counted.
    ///
    /// @param function its name, or `(mapping)` for what Lambda's own pollers do, or an API's id
    /// @param service `lambda`, `sqs`, `dynamodb`, `s3`, `apigateway`
    /// @param operation as the service names it
    /// @param unit what the amounts are
    public record Use(String function, String service, String operation, Unit unit)
            implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            return toString().compareTo(other.toString());
        }
    }

    public enum Unit {
        /// Calls made.
        CALLS,
        /// Messages sent.
        MESSAGES,
        /// SQS bills by 64 KB of payload a call.
        SQS_REQUESTS,
        /// DynamoDB write request units, times 1000: DynamoDB counts halves.
        WRITE_MILLIUNITS,
        /// DynamoDB read request units, times 1000.
        READ_MILLIUNITS,
        /// S3 PUT, COPY, POST and LIST.
        S3_WRITES,
        /// S3 GET and the others.
        S3_READS,
        /// Times a function was invoked.
        INVOCATIONS,
        /// Milliseconds of one MiB.
        MIB_MILLISECONDS,
        /// Milliseconds that invocations lasted.
        MILLISECONDS,
        /// Requests that an API took, whatever became of them.
        API_REQUESTS
    }

    public void add(String function, String service, String operation, Unit unit, long amount) {
        counts.computeIfAbsent(new Use(function, service, operation, unit), use -> new LongAdder())
                .add(amount);
    }

    /// All counts so far, sorted by what was counted.
    public Map<Use, Long> snapshot() {
        Map<Use, Long> snapshot = new TreeMap<>();
        counts.forEach((use, count) -> snapshot.put(use, count.sum()));
        return snapshot;
    }

    /// The sum of one unit over all functions and operations.
    public long total(Unit unit) {
        return snapshot().entrySet().stream()
                .filter(count -> count.getKey().unit() == unit)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
