package dev.fanfold.engine;

import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Scratch;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Runs the tasks of a job's messages, as many in parallel as is useful.
final class TaskRuns {
    /// Time reserved to requeue the remaining tasks and write the report.
    static final Duration RESERVE = Duration.ofSeconds(5);

    /// When a job's partial results have this many bytes, no further task of it starts in the
    /// invocation, because the results stay in memory until the report is written.
    ///
    /// This bounds the results of workloads that compute. The tasks of other workloads all start at
    /// the same time; there the option `pack` bounds the results.
    static final long MAX_COLLECTED = 96L << 20;

    private final Workloads workloads;
    private final Source source;
    private final TaskExecutor taskExecutor;
    private final Scratch scratch;
    private final Works works;

    TaskRuns(
            Workloads workloads,
            Source source,
            TaskExecutor taskExecutor,
            Scratch scratch,
            Works works) {
        this.workloads = workloads;
        this.source = source;
        this.taskExecutor = taskExecutor;
        this.scratch = scratch;
        this.works = works;
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
        var budget = new Budget(left);
        List<Callable<TaskResult<byte[]>>> calls =
                calls(job, round, workload, dispositions, budget);
        Definition definition = workload.definition();
        int width = definition.cpuBound() ? taskExecutor.processors() : Math.max(1, calls.size());
        var limits = new TaskExecutor.Limits(width, definition.taskTimeout(), budget, RESERVE);
        List<TaskExecutor.Execution<TaskResult<byte[]>>> all = taskExecutor.run(calls, limits);
        Counters.add(Counters.Counter.ATTEMPTS, all.stream().filter(TaskRuns::wasStarted).count());
        Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> executions = all.iterator();
        return new Results<>(
                workload,
                workloads.version(definition.name()),
                dispositions.stream()
                        .map(disposition ->
                                new Results.Message(
                                        disposition.message(), triedTasks(disposition, executions)))
                        .toList());
    }

    private <P> List<Callable<TaskResult<byte[]>>> calls(
            Job job,
            Round round,
            Workload<P> workload,
            List<Disposition> dispositions,
            Budget budget) {
        var calls = new ArrayList<Callable<TaskResult<byte[]>>>();
        for (Disposition disposition : dispositions) {
            if (disposition instanceof Disposition.Run run) {
                indices(run.message())
                        .forEach(index -> {
                            Task task = task(job, round, index, run.attempt(), calls.size());
                            Callable<TaskResult<byte[]>> call =
                                    () -> {
                                        TaskResult<byte[]> result =
                                                encoded(workload, works.get(workload).work(task));
                                        budget.spend(result.partial().length);
                                        return result;
                                    };
                            calls.add(
                                    new TaskExecutor.NamedCall<>(
                                            "job " + job.id() + " task " + index, call));
                        });
            }
        }
        return calls;
    }

    private static boolean wasStarted(TaskExecutor.Execution<?> execution) {
        return !(execution instanceof TaskExecutor.Execution.NotStarted<?>);
    }

    // An invocation may have tasks of several jobs, and a message together with its duplicate. The
    // job id and `place`, the number of the call, keep the directories of their tasks apart.
    private Task task(Job job, Round round, int index, int attempt, int place) {
        return new Task(
                job.id().value(),
                round,
                index,
                attempt,
                job.planned(),
                job.request().settings(),
                source,
                () -> scratch.directory(job.id() + "-" + index + "-" + attempt + "-" + place));
    }

    private static List<Results.TriedTask> triedTasks(
            Disposition disposition,
            Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> executions) {
        int hops = disposition.message().hops();
        return indices(disposition.message())
                .mapToObj(
                        index -> new Results.TriedTask(index, tryOf(disposition, hops, executions)))
                .toList();
    }

    // The executions are those of the tasks to run, in order; a task that is not run has none.
    private static Try<TaskResult<byte[]>> tryOf(
            Disposition disposition,
            int hops,
            Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> executions) {
        return switch (disposition) {
            case Disposition.Run run -> Try.of(executions.next(), run.attempt(), hops);
            case Disposition.Isolate isolate ->
                    Try.isolated(isolate.attempt(), hops, "its first worker crashed");
            case Disposition.GiveUp giveUp ->
                    new Try.Lost<>(giveUp.attempt(), Attempts.crashes(giveUp.attempt()), null);
        };
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

    /// The time left, which allows nothing more when [#MAX_COLLECTED] bytes are collected.
    ///
    /// Parallel tasks share it.
    private static final class Budget implements TimeLeft {
        private final TimeLeft time;
        private long collected;

        Budget(TimeLeft time) {
            this.time = time;
        }

        synchronized void spend(long bytes) {
            collected += bytes;
        }

        @Override
        public Duration remaining() {
            return time.remaining();
        }

        @Override
        public synchronized boolean allows(Duration needed) {
            return collected < MAX_COLLECTED && time.allows(needed);
        }
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
        /// @param tasks the results of its tasks, in the order of their indices
        record Message(WorkMessage.Tasks message, List<TriedTask> tasks) {}

        /// The result of one task.
        record TriedTask(int index, Try<TaskResult<byte[]>> tried) {}
    }
}
