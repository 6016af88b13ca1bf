package dev.fanfold.cli.application;

import java.math.BigDecimal;
import java.time.Duration;

/// What a line used, counted up from its start.
///
/// @param usd what AWS charges for all of it
/// @param requeued messages sent to retry queues
/// @param busy time in which workers' environments worked, summed over them
/// @param environments most of them at once
public record Usage(
        long invocations,
        long messages,
        long writes,
        BigDecimal usd,
        long requeued,
        Duration busy,
        int environments) {
    /// What was used since `start`.
    public Usage since(Usage start) {
        return new Usage(
                invocations - start.invocations,
                messages - start.messages,
                writes - start.writes,
                usd.subtract(start.usd),
                requeued - start.requeued,
                busy.minus(start.busy),
                environments);
    }
}
