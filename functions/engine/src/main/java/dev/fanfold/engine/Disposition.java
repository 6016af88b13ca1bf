package dev.fanfold.engine;

import dev.fanfold.engine.port.WorkMessage;

/// What a worker does with a message of tasks.
sealed interface Disposition {
    WorkMessage.Tasks message();

    /// Run its tasks.
    ///
    /// @param attempt the number of this attempt, from 1
    record Run(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Requeue each task in a message of its own, because a task of the batch may have crashed a
    /// worker.
    ///
    /// @param attempt the number of the next attempt
    record Isolate(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Report its tasks as lost, because the worker of the last attempt crashed or threw.
    ///
    /// @param attempt the number of the last attempt
    record GiveUp(WorkMessage.Tasks message, int attempt) implements Disposition {}
}
