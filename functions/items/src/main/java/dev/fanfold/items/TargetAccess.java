package dev.fanfold.items;

import dev.fanfold.workload.Resources.Registers;
import dev.fanfold.workload.Task;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/// What decides whether a task may call the targets of its items, and the clock for it.
///
/// @param registers called only if the job has limits
record TargetAccess(Supplier<Registers> registers, TaskBreakers breakers, InstantSource clock) {
    /// The leases of this execution of a task.
    Leases leases(Task task, Limits limits) {
        return new Leases(
                registers.get(),
                "%s.%d.%d".formatted(task.job(), task.round().number(), task.index()),
                UUID.randomUUID().toString(),
                limits.spacing(),
                clock);
    }
}
