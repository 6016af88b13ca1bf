package dev.fanfold.local.meter;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what functions, Lambda's pollers and APIs use. Thread-safe.
public final class Meter {
    private final Map<Use, LongAdder> counts = new ConcurrentHashMap<>();

    /// The key of a count.
    ///
    /// @param function the function's name, `(mapping)` for Lambda's own pollers, or an API's id
    /// @param service `lambda`, `sqs`, `dynamodb`, `s3`, `apigateway`
    /// @param operation the service's name of the operation
    /// @param unit the unit of the amount
    public record Use(String function, String service, String operation, Unit unit)
            implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            return toString().compareTo(other.toString());
        }
    }

    /// The units of amounts.
    public enum Unit {
        /// Calls made.
        CALLS,
        /// Messages sent.
        MESSAGES,
        /// SQS requests as billed: one for each started 64 KB of a call's payload.
        SQS_REQUESTS,
        /// DynamoDB write request units, times 1000.
        WRITE_MILLIUNITS,
        /// DynamoDB read request units, times 1000; DynamoDB counts halves.
        READ_MILLIUNITS,
        /// S3 PUT, COPY, POST and LIST.
        S3_WRITES,
        /// S3 GET and HEAD.
        S3_READS,
        /// Invocations of functions.
        INVOCATIONS,
        /// The duration of invocations in milliseconds, times the function's memory in MiB.
        MIB_MILLISECONDS,
        /// The duration of invocations in milliseconds.
        MILLISECONDS,
        /// Requests to an API that had a route and an allowed caller, with any outcome.
        API_REQUESTS
    }

    public void add(String function, String service, String operation, Unit unit, long amount) {
        counts.computeIfAbsent(new Use(function, service, operation, unit), use -> new LongAdder())
                .add(amount);
    }

    /// All counts so far, sorted by key.
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
