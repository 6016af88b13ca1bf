package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The network between functions and services. In each call time passes, other processes run, and
/// the caller may be killed.
public final class Network {
    private static final int SHORT = 15_000;
    private static final int LONG = 2_000_000;
    private final Scheduler scheduler;
    private final FaultPlan faultPlan;
    private final RandomGenerator random;

    public Network(Scheduler scheduler, FaultPlan faultPlan, RandomGenerator random) {
        this.scheduler = scheduler;
        this.faultPlan = faultPlan;
        this.random = random;
    }

    /// One call to a service.
    ///
    /// @param of a text for the trace, such as a key
    void call(String what, Supplier<String> of) {
        call(what, 0, of);
    }

    /// One call to a service.
    ///
    /// @param detail a hash of the request
    /// @param of a text for the trace, such as a key
    void call(String what, long detail, Supplier<String> of) {
        int slow = random.nextInt(50) == 0 ? LONG : SHORT;
        scheduler.pass(500 + random.nextInt(slow));
        scheduler.note(what, detail, of);
    }

    /// Throws the exception if the fault occurs.
    void strike(Fault fault, Supplier<? extends RuntimeException> what) {
        if (scheduler.isInProcess() && faultPlan.strikes(fault)) {
            throw what.get();
        }
    }

    static SdkClientException unanswered() {
        return SdkClientException.create("the connection was lost before the response");
    }

    FaultPlan faults() {
        return faultPlan;
    }

    RandomGenerator random() {
        return random;
    }

    /// The time of so many microseconds since the start of the run.
    Instant instant(long micros) {
        return scheduler.instant().plus(micros - scheduler.micros(), ChronoUnit.MICROS);
    }

    Scheduler scheduler() {
        return scheduler;
    }
}
