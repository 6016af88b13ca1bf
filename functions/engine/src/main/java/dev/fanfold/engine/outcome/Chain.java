package dev.fanfold.engine.outcome;

import java.util.List;

/// The place of a message in a chain.
///
/// The tasks of a job with the option `concurrency` are sent in chains, each with some consecutive
/// tasks of a round. The messages of a chain are its steps. A step is sent when the step before it
/// has run, so only one message of a chain is in the queue or in a worker. If a step was sent
/// twice, [dev.fanfold.engine.port.JobStore#hold] decides which of the messages runs.
///
/// @param id the id of the chain, unique within the round and epoch
/// @param step the number of the step, from 0
/// @param waiting the tasks of the later steps, which run after the message's own tasks; each has a
///   step of its own
public record Chain(String id, int step, List<WaitingTask> waiting) {
    public Chain {
        waiting = List.copyOf(waiting);
    }

    /// The next step, with all tasks that wait for it or for later steps.
    public Chain next(List<WaitingTask> tasks) {
        return new Chain(id, step + 1, tasks);
    }

    /// A task that waits for its step.
    ///
    /// @param attempt the number of its next attempt, from 1
    /// @param hops how often it was requeued
    public record WaitingTask(int task, int attempt, int hops) {}
}
