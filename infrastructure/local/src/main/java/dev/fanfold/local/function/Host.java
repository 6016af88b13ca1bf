package dev.fanfold.local.function;

import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.meter.Meter;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/// The parts of the local cloud that all function pools share.
///
/// @param meter counts the invocations and service calls of functions
/// @param timers for the time limits of invocations
/// @param log receives one line or one stack trace at a time, from any thread
/// @param scratch a directory with a subdirectory for each environment
/// @param faultInjector decides which faults are injected
public record Host(
        Meter meter,
        ScheduledExecutorService timers,
        Consumer<String> log,
        Path scratch,
        FaultInjector faultInjector) {
    /// Without faults.
    public Host(Meter meter, ScheduledExecutorService timers, Consumer<String> log, Path scratch) {
        this(meter, timers, log, scratch, FaultInjector.none());
    }
}
