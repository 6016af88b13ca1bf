package dev.fanfold.engine.outcome;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import org.jspecify.annotations.Nullable;

/// The outcome of one task, or of all tasks of a message.
public sealed interface Outcome {
    /// The tasks that have this outcome.
    TaskSet tasks();

    /// One task, or all tasks of one message, are done. Their partial results are merged into one.
    ///
    /// @param attempt the highest number of an attempt of these tasks, from 1
    /// @param partial the encoded partial result of all these tasks
    /// @param workMillis the sum of the tasks' times, in milliseconds
    /// @param version the version of the workload that ran the tasks, empty if it has none
    /// @param outputs the outputs that these tasks wrote, null if they wrote none
    record Done(
            TaskSet tasks,
            int attempt,
            Payload partial,
            Coverage coverage,
            Records records,
            long workMillis,
            String version,
            @Nullable WrittenOutputs outputs)
            implements Outcome {
        /// Tasks that wrote no outputs.
        public Done(
                TaskSet tasks,
                int attempt,
                Payload partial,
                Coverage coverage,
                Records records,
                long workMillis,
                String version) {
            this(tasks, attempt, partial, coverage, records, workMillis, version, null);
        }

        /// Tasks of a workload without a version, which wrote no outputs.
        public Done(
                TaskSet tasks,
                int attempt,
                Payload partial,
                Coverage coverage,
                Records records,
                long workMillis) {
            this(tasks, attempt, partial, coverage, records, workMillis, "");
        }
    }

    /// A task that is not retried in this epoch.
    ///
    /// @param attempt the number of its last attempt; 0 if the keeper gave the task up
    /// @param epoch the epoch to which the loss belongs; it does not count in another one
    /// @param trace the trace of the exception that is the reason; null if nothing was thrown
    record Lost(int task, int attempt, int epoch, Reason reason, @Nullable TraceReference trace)
            implements Outcome {
        /// A loss without a trace.
        public Lost(int task, int attempt, int epoch, Reason reason) {
            this(task, attempt, epoch, reason, null);
        }

        @Override
        public TaskSet tasks() {
            return TaskSet.of(task);
        }
    }
}
