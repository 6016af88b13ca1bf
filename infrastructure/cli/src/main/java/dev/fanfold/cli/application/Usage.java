package dev.fanfold.cli.application;

import java.math.BigDecimal;
import java.time.Duration;

/// The resources that an application used since its start.
///
/// @param usd the price on AWS
/// @param requeued the number of tasks that workers requeued
/// @param busy the busy time of all workers' environments together
/// @param environments the number of workers' environments that have been started and not killed
public record Usage(
        long invocations,
        long messages,
        long writes,
        BigDecimal usd,
        long requeued,
        Duration busy,
        int environments) {
    /// The usage since `start`.
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
