package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Resends tasks to the retry queue of their pool, each in a message of its own.
///
/// If tasks shared a message, some of them might be folded before the message is done. Then the
/// group of all its tasks could not be folded. If the concurrency of the job has a limit, the tasks
/// of a chain are resent as one chain.
final class Resender {
    /// The maximum number of messages in one call of the queue, so that not all messages of a large
    /// job are in memory at the same time.
    private static final int MAX_BATCH = 1_000;

    private final Chains chains;

    Resender(Chains chains) {
        this.chains = chains;
    }

    /// Resends these tasks of the job, as first attempts in the job's epoch.
    void send(Job job, TaskSet tasks) {
        var batch = new ArrayList<DelayedMessage>();
        messages(job, tasks)
                .forEach(message -> {
                    batch.add(message);
                    if (batch.size() == MAX_BATCH) {
                        chains.send(job, List.copyOf(batch));
                        batch.clear();
                    }
                });
        chains.send(job, List.copyOf(batch));
    }

    private Stream<DelayedMessage> messages(Job job, TaskSet tasks) {
        return Window.limits(job)
                ? Window.chains(job, tasks).stream().map(chain -> chains.resent(job, chain))
                : tasks.stream().mapToObj(task -> single(job, task));
    }

    private static DelayedMessage single(Job job, int task) {
        // Attempt 1 and 1 hop. With 0 hops, a redelivered message would be isolated, but its task
        // is
        // alone in it already.
        return DelayedMessage.now(
                new WorkMessage.Tasks(
                        job.id(), job.round().number(), job.epoch(), task, task + 1, 1, 1));
    }
}
