package dev.fanfold.engine;

import dev.fanfold.engine.port.WorkMessage;

/// The decision about a message of tasks.
sealed interface Disposition {
    WorkMessage.Tasks message();

    /// Run its tasks.
    ///
    /// @param attempt the number of this attempt, from 1
    record Run(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Requeue its tasks one by one, because one of them may have crashed a worker.
    record Isolate(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Report its task as lost, because every worker that received it crashed.
    record GiveUp(WorkMessage.Tasks message, int attempt) implements Disposition {}
}
