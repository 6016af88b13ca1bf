package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;

/// A message to a pool.
public sealed interface WorkMessage {
    JobId job();

    /// The round of the job.
    int round();

    int epoch();

    /// The number of the attempt that starts when the message is first received, from 1.
    int attempt();

    /// How often the tasks, or the order to finish, were requeued since they were first sent.
    int hops();

    /// The order to run the tasks from `from` to `to - 1`.
    record Tasks(JobId job, int round, int epoch, int from, int to, int attempt, int hops)
            implements WorkMessage {
        public Tasks {
            if (from < 0 || from >= to) {
                throw new IllegalArgumentException("a message of tasks " + from + " to " + to);
            }
        }

        public int size() {
            return to - from;
        }
    }

    /// The order to make the round's answer.
    record Finish(JobId job, int round, int epoch, int attempt, int hops) implements WorkMessage {}
}
