package dev.fanfold.simulator.function;

import dev.fanfold.simulator.check.Promises;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What everything around the functions shares.
///
/// @param random for what is no fault: who is next, how long it takes
/// @param over whether there is nothing left to wait for
/// @param deploys when a newer version of the code begins to replace the older, and when it has
/// @param promises hears of those that are not kept
public record World(
        Scheduler scheduler,
        FaultPlan faultPlan,
        RandomGenerator random,
        BooleanSupplier over,
        Deployment deploys,
        Promises promises) {

    /// When two versions run at once, in simulated microseconds.
    public record Deployment(long from, long to) {
        /// None in this run.
        public static final Deployment NONE = new Deployment(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Whether somebody who starts now runs the newer of two versions of the code.
    public boolean startsNewer() {
        long now = scheduler.micros();
        return now >= deploys.to || (now >= deploys.from && random.nextBoolean());
    }

    /// The moment of so many microseconds since the beginning.
    Instant instant(long micros) {
        return scheduler.instant().plus(micros - scheduler.micros(), ChronoUnit.MICROS);
    }

    /// Some time up to `most`, in microseconds.
    long upTo(long max) {
        return random.nextLong(max) + 1;
    }
}
