package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Resends tasks, each in a message of its own, because a group of tasks that overlaps in part with
/// a folded group could not be folded.
final class Resender {
    private static final int MAX_BATCH = 1_000;
    private final JobQueues queues;

    Resender(JobQueues queues) {
        this.queues = queues;
    }

    void send(Job job, TaskSet tasks) {
        var batch = new ArrayList<DelayedMessage>();
        tasks.stream()
                .forEach(task -> {
                    // Attempt 1, and 1 hop: a task in a message of its own need not be isolated.
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
