package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.WorkMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Takes a job from DISPATCHING to RUNNING: sends its tasks as planned, batch by batch.
final class BatchSender {
    /// Messages sent before the cursor is written: what a resumed dispatcher may send twice.
    static final int BATCH = 100;

    private final JobStore jobs;
    private final JobQueues queues;
    private final InstantSource clock;

    BatchSender(JobStore jobs, JobQueues queues, InstantSource clock) {
        this.jobs = jobs;
        this.queues = queues;
        this.clock = clock;
    }

    /// Sends the next batch of its tasks and moves its cursor; when all are sent, it is RUNNING.
    void send(Job job) {
        int tasks = job.planned().tasks();
        int from = job.progress().sent();
        if (from >= tasks) {
            jobs.replace(job.sent(clock.instant()));
            return;
        }
        int pack = job.request().options().packFor(tasks);
        int to = (int) Math.min(tasks, from + (long) BATCH * pack);
        queues.queueFor(job).send(messages(job, from, to, pack));
        Counters.add(Counters.Counter.SENT, to - from);
        jobs.replace(job.with(job.progress().sentUpTo(to, clock.instant()), clock.instant()));
    }

    private static List<WorkMessage> messages(Job job, int from, int to, int pack) {
        var messages = new ArrayList<WorkMessage>();
        for (int first = from; first < to; first += pack) {
            messages.add(
                    new WorkMessage.Tasks(
                            job.id(), job.epoch(), first, Math.min(first + pack, to), 1, 0));
        }
        return messages;
    }
}
