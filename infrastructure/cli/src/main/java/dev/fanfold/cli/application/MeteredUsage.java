package dev.fanfold.cli.application;

import dev.fanfold.local.meter.Bill;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.local.meter.Meter.Unit;
import dev.fanfold.local.meter.Meter.Use;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Converts the figures of the local cloud's meter to [Usage].
final class MeteredUsage {
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem");

    private MeteredUsage() {}

    /// @param workers the names of the functions that run tasks
    /// @param requeued the number of tasks that were requeued
    static Usage usage(Meter meter, Set<String> workers, int environments, long requeued) {
        Map<Use, Long> counts = meter.snapshot();
        return new Usage(
                sum(counts, use -> use.unit() == Unit.INVOCATIONS),
                sum(counts, use -> use.unit() == Unit.MESSAGES),
                sum(counts, use -> use.unit() == Unit.CALLS && WRITES.contains(use.operation())),
                Bill.of(meter).usd(),
                requeued,
                Duration.ofMillis(
                        sum(
                                counts,
                                use ->
                                        use.unit() == Unit.MILLISECONDS
                                                && workers.contains(use.function()))),
                environments);
    }

    private static long sum(Map<Use, Long> counts, Predicate<Use> counted) {
        return counts.entrySet().stream()
                .filter(count -> counted.test(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
