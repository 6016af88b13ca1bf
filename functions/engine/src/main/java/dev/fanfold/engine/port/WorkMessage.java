package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;

/// A message to a pool.
public sealed interface WorkMessage {
    JobId job();

    int epoch();

    /// The number of the attempt that receiving it starts, from 1.
    int attempt();

    /// How often its work was requeued since it was first sent.
    int hops();

    /// Do tasks `from` up to, not including, `to`.
    record Tasks(JobId job, int epoch, int from, int to, int attempt, int hops)
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

    /// Make the answer.
    record Finish(JobId job, int epoch, int attempt, int hops) implements WorkMessage {}
}
