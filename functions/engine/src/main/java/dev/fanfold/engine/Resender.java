package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Resends tasks to the retry queue of their pool, each in a message of its own.
///
/// If tasks shared a message, some of them might be folded before the message is done. Then the
/// group of all its tasks could not be folded.
final class Resender {
    /// The maximum number of messages in one call of the queue, so that not all messages of a large
    /// job are in memory at the same time.
    private static final int MAX_BATCH = 1_000;

    private final JobQueues queues;

    Resender(JobQueues queues) {
        this.queues = queues;
    }

    /// Resends these tasks of the job, as first attempts in the job's epoch.
    void send(Job job, TaskSet tasks) {
        var batch = new ArrayList<DelayedMessage>();
        tasks.stream()
                .forEach(task -> {
                    // Attempt 1 and 1 hop. With 0 hops, a redelivered message would be isolated,
                    // but its task is alone in it already.
                    batch.add(
                            new DelayedMessage(
                                    new WorkMessage.Tasks(
                                            job.id(),
                                            job.round().number(),
                                            job.epoch(),
                                            task,
                                            task + 1,
                                            1,
                                            1),
                                    Duration.ZERO));
                    if (batch.size() == MAX_BATCH) {
                        flush(job, batch);
                    }
                });
        flush(job, batch);
    }

    private void flush(Job job, List<DelayedMessage> batch) {
        if (!batch.isEmpty()) {
            queues.queueFor(job).retry(List.copyOf(batch));
            batch.clear();
        }
    }
}
