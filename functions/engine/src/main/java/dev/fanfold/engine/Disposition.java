package dev.fanfold.engine;

import dev.fanfold.engine.port.WorkMessage;

/// What to do with a message of tasks.
sealed interface Disposition {
    WorkMessage.Tasks message();

    /// Run its tasks.
    ///
    /// @param attempt the number of this attempt, from 1
    record Run(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Hand its tasks on one by one: whoever received them first died of one of them, perhaps.
    record Isolate(WorkMessage.Tasks message, int attempt) implements Disposition {}

    /// Give its task up: everybody who received it died.
    record GiveUp(WorkMessage.Tasks message, int attempt) implements Disposition {}
}
