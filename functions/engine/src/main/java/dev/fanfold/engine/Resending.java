package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.Delayed;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends tasks again, each in a message of its own: a group that overlaps another in part can never
/// be folded whole.
final class Resending {
    private static final int BATCH = 1_000;
    private final JobQueues queues;

    Resending(JobQueues queues) {
        this.queues = queues;
    }

    void send(Job job, TaskSet tasks) {
        var batch = new ArrayList<Delayed>();
        tasks.stream()
                .forEach(task -> {
                    batch.add(
                            new Delayed(
                                    new WorkMessage.Tasks(
                                            job.id(), job.epoch(), task, task + 1, 1, 1),
                                    Duration.ZERO));
                    if (batch.size() == BATCH) {
                        flush(job, batch);
                    }
                });
        flush(job, batch);
    }

    private void flush(Job job, List<Delayed> batch) {
        if (!batch.isEmpty()) {
            queues.queueFor(job).retry(List.copyOf(batch));
            batch.clear();
        }
    }
}
