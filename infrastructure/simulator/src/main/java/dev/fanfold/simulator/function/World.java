package dev.fanfold.simulator.function;

import dev.fanfold.simulator.check.Promises;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// The state that all simulated parts share.
///
/// @param random decides everything except faults: order and durations
/// @param over whether the run is over
/// @param deploys when a newer version of the code replaces the older one
/// @param promises is called when a promise is broken
public record World(
        Scheduler scheduler,
        FaultPlan faultPlan,
        RandomGenerator random,
        BooleanSupplier over,
        Deployment deploys,
        Promises promises) {

    /// The time in which two versions run, in simulated microseconds.
    public record Deployment(long from, long to) {
        /// No deployment in this run.
        public static final Deployment NONE = new Deployment(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Whether a process that starts now runs the newer of two versions of the code.
    public boolean startsNewer() {
        long now = scheduler.micros();
        return now >= deploys.to || (now >= deploys.from && random.nextBoolean());
    }

    /// The time of so many microseconds since the start of the run.
    Instant instant(long micros) {
        return scheduler.instant().plus(micros - scheduler.micros(), ChronoUnit.MICROS);
    }

    /// A random time from 1 to `max`, in microseconds.
    long upTo(long max) {
        return random.nextLong(max) + 1;
    }
}
