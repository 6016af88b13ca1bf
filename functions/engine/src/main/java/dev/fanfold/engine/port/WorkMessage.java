package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.outcome.TaskSet;
import org.jspecify.annotations.Nullable;

/// A message to a pool.
public sealed interface WorkMessage {
    JobId job();

    /// The round of the job.
    int round();

    /// The epoch of the round in which the message was first sent.
    int epoch();

    /// The number of the attempt that starts when the message is first received, from 1.
    int attempt();

    /// How often the tasks, or the order to finish, were requeued. A resent task begins with 1,
    /// because a task in a message of its own need not be isolated.
    int hops();

    /// The order to run the tasks from `from` to `to - 1`.
    ///
    /// @param chain the message's place in a chain, null if the job's concurrency has no limit
    record Tasks(
            JobId job,
            int round,
            int epoch,
            int from,
            int to,
            int attempt,
            int hops,
            @Nullable Chain chain)
            implements WorkMessage {
        public Tasks {
            if (from < 0 || from >= to) {
                throw new IllegalArgumentException("a message of tasks " + from + " to " + to);
            }
        }

        /// A message without a chain.
        public Tasks(JobId job, int round, int epoch, int from, int to, int attempt, int hops) {
            this(job, round, epoch, from, to, attempt, hops, null);
        }

        /// The message's own tasks, and those that wait in its chain.
        public TaskSet allTasks() {
            TaskSet own = TaskSet.range(from, to);
            return chain == null
                    ? own
                    : own.plus(
                            TaskSet.of(
                                    chain.waiting().stream()
                                            .mapToInt(Chain.WaitingTask::task)
                                            .toArray()));
        }

        /// The number of tasks.
        public int size() {
            return to - from;
        }
    }

    /// The order to finish the round: to make the answer, or to ask for a further round.
    record Finish(JobId job, int round, int epoch, int attempt, int hops) implements WorkMessage {}
}
