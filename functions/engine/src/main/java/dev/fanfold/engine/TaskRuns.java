package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs the tasks of a job's messages in parallel: at most one per vCPU if the workload computes,
/// otherwise all of them.
final class TaskRuns {
    /// The time reserved to requeue the tasks that did not run to their end, and to write the
    /// report. When less time is left, no task is started and running tasks are stopped.
    static final Duration RESERVE = Duration.ofSeconds(5);

    private final Workloads workloads;
    private final TaskMaker taskMaker;
    private final TaskCalls taskCalls;
    private final TaskExecutor taskExecutor;

    TaskRuns(Workloads workloads, TaskMaker taskMaker, TaskExecutor taskExecutor, Works works) {
        this.workloads = workloads;
        this.taskMaker = taskMaker;
        this.taskExecutor = taskExecutor;
        this.taskCalls = new TaskCalls(taskMaker, works);
    }

    /// Runs the tasks of a job and returns their results, message by message.
    Results<?> run(Job job, Round round, List<Disposition> dispositions, TimeLeft left) {
        return run(job, round, workloads.find(job.request().workload()), dispositions, left);
    }

    private <P> Results<P> run(
            Job job,
            Round round,
            Workload<P> workload,
            List<Disposition> dispositions,
            TimeLeft left) {
        var budget = new ResultBudget(left);
        // Each execution of a message has a token of its own, even if a batch contains a message
        // together with its duplicate.
        List<OutputToken> tokens = dispositions.stream().map(_ -> taskMaker.newToken()).toList();
        Definition definition = workload.definition();
        List<Callable<WorkResult>> calls =
                taskCalls.make(
                        new TaskCalls.Common<>(job, round, workload, budget), dispositions, tokens);
        int width = width(job, definition, calls.size());
        var limits = new TaskExecutor.Limits(width, definition.taskTimeout(), budget, RESERVE);
        List<TaskExecutor.Execution<WorkResult>> all = taskExecutor.run(calls, limits);
        Counters.add(Counters.Counter.ATTEMPTS, all.stream().filter(TaskRuns::wasStarted).count());
        Iterator<TaskExecutor.Execution<WorkResult>> executions = all.iterator();
        var messages = new ArrayList<Results.Message>();
        for (Disposition disposition : dispositions) {
            messages.add(
                    new Results.Message(
                            disposition.message(),
                            tokens.get(messages.size()),
                            triedTasks(disposition, executions)));
        }
        messages.forEach(message -> writeManifest(job, message));
        return new Results<>(workload, workloads.version(definition.name()), messages);
    }

    private int width(Job job, Definition definition, int calls) {
        if (Window.limits(job)) {
            return 1; // a message counts as one task that runs
        }
        return definition.cpuBound() ? taskExecutor.processors() : Math.max(1, calls);
    }

    // The manifest is stored before a report refers to it.
    private void writeManifest(Job job, Results.Message message) {
        List<Output> outputs = message.outputs();
        if (!outputs.isEmpty()) {
            taskMaker.outputFiles().writeManifest(job, message.token().value(), outputs);
        }
    }

    private static boolean wasStarted(TaskExecutor.Execution<?> execution) {
        return !(execution instanceof TaskExecutor.Execution.NotStarted<?>);
    }

    private static List<Results.TriedTask> triedTasks(
            Disposition disposition, Iterator<TaskExecutor.Execution<WorkResult>> executions) {
        int hops = disposition.message().hops();
        return indices(disposition.message())
                .mapToObj(
                        index -> new Results.TriedTask(index, tryOf(disposition, hops, executions)))
                .toList();
    }

    // Takes the next execution if the task was to run. The executions are in the order of the
    // tasks; a task that was not to run has none.
    private static Try<WorkResult> tryOf(
            Disposition disposition,
            int hops,
            Iterator<TaskExecutor.Execution<WorkResult>> executions) {
        return switch (disposition) {
            case Disposition.Run run -> Try.of(executions.next(), run.attempt(), hops);
            case Disposition.Isolate isolate ->
                    Try.isolated(isolate.attempt(), hops, "a message of its batch was redelivered");
            case Disposition.GiveUp giveUp ->
                    new Try.Lost<>(giveUp.attempt(), Attempts.crashed(giveUp.attempt()), null);
        };
    }

    private static IntStream indices(WorkMessage.Tasks message) {
        return IntStream.range(message.from(), message.to());
    }

    /// The results of a job's tasks in an invocation.
    ///
    /// @param version the workload's version
    record Results<P>(Workload<P> workload, String version, List<Message> messages) {
        /// The results of one message.
        ///
        /// @param token the token of the outputs
        /// @param tasks the results of its tasks, in the order of their indices
        record Message(WorkMessage.Tasks message, OutputToken token, List<TriedTask> tasks) {
            /// The outputs of all tasks that are done.
            List<Output> outputs() {
                return tasks.stream()
                        .flatMap(task ->
                                task.tried() instanceof Try.Done<WorkResult> done
                                        ? done.value().outputs().stream()
                                        : Stream.empty())
                        .toList();
            }
        }

        /// The result of one task.
        record TriedTask(int index, Try<WorkResult> tried) {}
    }

    /// What the workload returned for a task, and the outputs that the task wrote or adopted.
    record WorkResult(TaskResult<byte[]> result, List<Output> outputs) {}
}
