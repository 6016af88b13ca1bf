package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The network between processes and services. In each call time passes. If a process makes the
/// call, other processes run while it waits, and it may be killed or frozen.
public final class Network {
    private static final int MAX_MICROS = 15_000;
    // Of one call in 50.
    private static final int MAX_SLOW_MICROS = 2_000_000;
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
    /// @param text more text for the trace, such as a key
    void call(String what, Supplier<String> text) {
        call(what, 0, text);
    }

    /// One call to a service.
    ///
    /// @param detail a hash of the request
    /// @param text more text for the trace, such as a key
    void call(String what, long detail, Supplier<String> text) {
        int max = random.nextInt(50) == 0 ? MAX_SLOW_MICROS : MAX_MICROS;
        scheduler.pass(500 + random.nextInt(max));
        scheduler.note(what, detail, text);
    }

    /// Throws the exception if the fault happens. It happens only to a call of a process.
    void strike(Fault fault, Supplier<? extends RuntimeException> exception) {
        if (scheduler.isInProcess() && faultPlan.strikes(fault)) {
            throw exception.get();
        }
    }

    /// The SDK's exception after a request whose response was lost.
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
