package dev.fanfold.engine.work;

import dev.fanfold.engine.outcome.Coverage;
import dev.fanfold.engine.outcome.Records;

/// What a task found, and what of its slice it accounts for.
public record Worked<P>(P partial, Coverage coverage, Records records) {
    /// All of the task's slice, each unit a record.
    public static <P> Worked<P> all(Task task, P partial) {
        return new Worked<>(partial, Coverage.of(task.slice()), Records.read(task.slice().size()));
    }
}
