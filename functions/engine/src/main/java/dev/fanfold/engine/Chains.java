package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.outcome.Chain.WaitingTask;
import dev.fanfold.engine.outcome.NextStep;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes and sends the messages of chains ([Chain]).
///
/// They go to the retry queue, because a worker receives its messages one at a time. A worker with
/// several messages would report them together, when the last of them has run.
///
/// The worker that runs a message puts the next step into its report, and the aggregator sends it.
/// If the worker sent it, Lambda's recursive loop detection would stop the chain after 16 messages.
final class Chains {
    private final JobQueues queues;
    private final Keys keys;
    private final Backoff backoff;

    Chains(JobQueues queues, Keys keys, Backoff backoff) {
        this.queues = queues;
        this.keys = keys;
        this.backoff = backoff;
    }

    /// Sends messages of the job, if there are any.
    void send(Job job, List<DelayedMessage> messages) {
        if (!messages.isEmpty()) {
            queues.queueFor(job).retry(messages);
        }
    }

    /// The first message of the chain with the tasks from `from` to `to - 1`. The chain has the
    /// same id whenever this is called in the same epoch, so it runs once even if it is sent twice.
    ///
    /// @param missing the tasks of the chain that are neither done nor lost, at least one
    DelayedMessage planned(Job job, int from, int to, TaskSet missing) {
        // A later epoch runs the tasks one by one. A message of several tasks could overlap in part
        // with a late report of an earlier epoch, and then not be folded.
        return job.epoch() == 0
                ? DelayedMessage.now(whole(job, from, to))
                : first(job, "" + from, missing);
    }

    /// The first message of a new chain, which runs these tasks one by one.
    ///
    /// @param tasks at least one
    DelayedMessage resent(Job job, TaskSet tasks) {
        return first(job, "resent-" + keys.newToken(), tasks);
    }

    /// Sends the next steps of chains of the job's round, except those of an earlier epoch.
    void sendNext(Job job, List<NextStep> steps) {
        send(
                job,
                steps.stream()
                        .filter(step -> step.epoch() == job.epoch())
                        .map(step -> message(job, step.chain()))
                        .map(message -> new DelayedMessage(message, delay(message.attempt())))
                        .toList());
    }

    private Duration delay(int attempt) {
        return attempt > 1 ? backoff.before(attempt) : Duration.ZERO;
    }

    /// The step after this message, with the tasks that wait in the chain.
    ///
    /// @return empty if no task waits
    static Optional<NextStep> next(WorkMessage.Tasks message, List<WaitingTask> waiting) {
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new NextStep(message.epoch(), chain(message).next(waiting)));
    }

    /// The message with only these tasks, in the same step.
    ///
    /// @return empty if there are none
    static Optional<WorkMessage.Tasks> only(
            Job job, WorkMessage.Tasks message, List<WaitingTask> tasks) {
        Chain chain = chain(message);
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(message(job, new Chain(chain.id(), chain.step(), tasks)));
    }

    // A message of the first of the waiting tasks, in which the others wait.
    private static WorkMessage.Tasks message(Job job, Chain chain) {
        WaitingTask head = chain.waiting().getFirst();
        List<WaitingTask> rest = chain.waiting().subList(1, chain.waiting().size());
        return new WorkMessage.Tasks(
                job.id(),
                job.round().number(),
                job.epoch(),
                head.task(),
                head.task() + 1,
                head.attempt(),
                head.hops(),
                new Chain(chain.id(), chain.step(), rest));
    }

    /// The chain of a message that has one.
    static Chain chain(WorkMessage.Tasks message) {
        return Objects.requireNonNull(message.chain());
    }

    private static WorkMessage.Tasks whole(Job job, int from, int to) {
        return new WorkMessage.Tasks(
                job.id(),
                job.round().number(),
                job.epoch(),
                from,
                to,
                1,
                0,
                new Chain("" + from, 0, List.of()));
    }

    private static DelayedMessage first(Job job, String id, TaskSet tasks) {
        // Attempt 1, and 1 hop: a task in a message of its own need not be isolated.
        List<WaitingTask> all =
                tasks.stream().mapToObj(task -> new WaitingTask(task, 1, 1)).toList();
        return DelayedMessage.now(message(job, new Chain(id, 0, all)));
    }
}
