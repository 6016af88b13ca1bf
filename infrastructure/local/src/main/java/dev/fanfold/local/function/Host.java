package dev.fanfold.local.function;

import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.meter.Meter;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/// What functions get from the machine they run on.
///
/// @param timers end invocations at their time limit
/// @param log hears a line or a stack trace at a time, from any thread
/// @param scratch a folder in which every environment gets one of its own
/// @param faults what goes wrong on it
public record Host(
        Meter meter,
        ScheduledExecutorService timers,
        Consumer<String> log,
        Path scratch,
        FaultInjector faultInjector) {
    /// A machine on which nothing goes wrong.
    public Host(Meter meter, ScheduledExecutorService timers, Consumer<String> log, Path scratch) {
        this(meter, timers, log, scratch, FaultInjector.none());
    }
}
