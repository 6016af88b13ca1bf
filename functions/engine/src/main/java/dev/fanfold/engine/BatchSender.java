package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.WorkMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Moves a job from DISPATCHING to RUNNING: sends its planned tasks in batches. If the concurrency
/// of the job has a limit, sends none, because the [Window] of the running job does.
final class BatchSender {
    /// The maximum number of messages that are sent before each write of the send cursor.
    ///
    /// If the dispatcher crashes before the write, these messages are sent again. A larger number
    /// needs fewer writes of the row, but causes more duplicates after a crash.
    static final int MESSAGES_PER_BATCH = 100;

    private final JobStore jobs;
    private final JobQueues queues;
    private final InstantSource clock;

    BatchSender(JobStore jobs, JobQueues queues, InstantSource clock) {
        this.jobs = jobs;
        this.queues = queues;
        this.clock = clock;
    }

    /// Sends the next batch and moves the send cursor. If all tasks are sent, moves the job to
    /// RUNNING instead.
    ///
    /// If another dispatcher changed the row since it was read, the row is not written. The caller
    /// reads the row again in any case.
    void send(Job job) {
        int tasks = job.planned().tasks();
        int from = job.progress().sent();
        if (from >= tasks || Window.limits(job)) {
            jobs.replace(job.sent(clock.instant()));
            return;
        }
        int pack = job.request().options().packFor(tasks);
        int to = (int) Math.min(tasks, from + (long) MESSAGES_PER_BATCH * pack);
        queues.queueFor(job).send(messages(job, from, to, pack));
        Counters.add(Counters.Counter.SENT, to - from);
        jobs.replace(job.with(job.progress().sentUpTo(to, clock.instant()), clock.instant()));
    }

    private static List<WorkMessage> messages(Job job, int from, int to, int pack) {
        var messages = new ArrayList<WorkMessage>();
        for (int first = from; first < to; first += pack) {
            messages.add(
                    new WorkMessage.Tasks(
                            job.id(),
                            job.round().number(),
                            job.epoch(),
                            first,
                            Math.min(first + pack, to),
                            1,
                            0));
        }
        return messages;
    }
}
