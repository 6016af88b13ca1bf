package dev.fanfold.engine;

import dev.fanfold.engine.TaskRuns.WorkResult;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskExecutor.NamedCall;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// Makes the calls of a workload, one for each task.
final class TaskCalls {
    private final TaskMaker taskMaker;
    private final Works works;

    TaskCalls(TaskMaker taskMaker, Works works) {
        this.taskMaker = taskMaker;
        this.works = works;
    }

    /// What the tasks of one job have in common in an invocation.
    record Common<P>(Job job, Round round, Workload<P> workload, ResultBudget budget) {}

    /// Makes the calls for the tasks that are to run, in the order of the dispositions.
    ///
    /// @param tokens the token of each disposition's outputs
    <P> List<Callable<WorkResult>> make(
            Common<P> common, List<Disposition> dispositions, List<OutputToken> tokens) {
        var calls = new ArrayList<Callable<WorkResult>>();
        for (int number = 0; number < dispositions.size(); number++) {
            if (dispositions.get(number) instanceof Disposition.Run run) {
                WorkMessage.Tasks message = run.message();
                for (int index = message.from(); index < message.to(); index++) {
                    var attempt = new Attempt(index, run.attempt());
                    var call = new Call<>(common, attempt, calls.size(), tokens.get(number));
                    String name = "job " + common.job.id() + " task " + index;
                    calls.add(new NamedCall<>(name, call));
                }
            }
        }
        return calls;
    }

    /// One attempt of a task.
    ///
    /// @param index the index of the task
    /// @param number from 1
    private record Attempt(int index, int number) {}

    /// The call for one task.
    private final class Call<P> implements Callable<WorkResult> {
        private final Common<P> common;
        private final Attempt attempt;
        private final int place; // the number of the call, as in TaskMaker.task
        private final OutputToken token;

        Call(Common<P> common, Attempt attempt, int place, OutputToken token) {
            this.common = common;
            this.attempt = attempt;
            this.place = place;
            this.token = token;
        }

        @Override
        public WorkResult call() throws Exception {
            Job job = common.job;
            Workload<P> workload = common.workload;
            ExecutionOutputs outputs =
                    taskMaker.outputFiles().forExecution(job, attempt.index, token);
            try (outputs) {
                Task task =
                        taskMaker.task(
                                job,
                                common.round,
                                attempt.index,
                                attempt.number,
                                place,
                                outputs,
                                untilStop());
                TaskResult<byte[]> result = encoded(workload, works.get(workload).work(task));
                common.budget.spend(result.partial().length);
                return new WorkResult(result, outputs.complete());
            }
        }

        // The time until the executor stops the task: at the workload's timeout, or when only the
        // reserve is left.
        private Supplier<Duration> untilStop() {
            ResultBudget left = common.budget;
            Duration start = left.remaining();
            Duration invocation = start.minus(TaskRuns.RESERVE);
            Duration timeout = common.workload.definition().taskTimeout();
            Duration whole = invocation.compareTo(timeout) < 0 ? invocation : timeout;
            return () -> whole.minus(start.minus(left.remaining()));
        }
    }

    // The partial result is kept encoded, because it is then small and its size is known.
    private static <P> TaskResult<byte[]> encoded(Workload<P> workload, TaskResult<P> result) {
        try {
            byte[] partial = workload.codec().encode(result.partial());
            return new TaskResult<>(partial, result.coverage(), result.records());
        } catch (Throwable e) {
            throw MergeFailedException.of("encode", workload.definition().name(), e);
        }
    }
}
