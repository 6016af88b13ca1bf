package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.List;

/// Requeues tasks and finishes: sends them to the retry queue of their pool.
final class Requeuer {
    private final JobQueues queues;
    private final Backoff backoff;

    Requeuer(JobQueues queues, Backoff backoff) {
        this.queues = queues;
        this.backoff = backoff;
    }

    /// The message that retries a task. It has no delay if the task was not started.
    ///
    /// @param epoch the epoch of the message that contained the task
    DelayedMessage taskMessage(Job job, int epoch, int task, Try.Again<?> again) {
        return new DelayedMessage(
                new WorkMessage.Tasks(
                        job.id(),
                        job.round().number(),
                        epoch,
                        task,
                        task + 1,
                        again.attempt(),
                        again.hops()),
                again.hasRun() ? backoff.before(again.attempt()) : Duration.ZERO);
    }

    /// Sends these messages, each with one task of the job.
    void requeue(Job job, List<DelayedMessage> messages) {
        if (!messages.isEmpty()) {
            queues.queueFor(job).retry(messages);
            Counters.add(Counters.Counter.REQUEUED, messages.size());
        }
    }

    /// Requeues the finish of the job's round.
    ///
    /// @param attempt the number of the next attempt; 1 if the first was not started
    /// @param hops how often the finish is requeued by then
    void requeueFinish(Job job, int attempt, int hops) {
        var next =
                new WorkMessage.Finish(job.id(), job.round().number(), job.epoch(), attempt, hops);
        // A finish that was not started is delayed like one that failed once.
        var delayedMessage = new DelayedMessage(next, backoff.before(Math.max(2, attempt)));
        queues.queueFor(job).retry(List.of(delayedMessage));
    }
}
