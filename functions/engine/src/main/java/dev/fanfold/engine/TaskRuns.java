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

    /// The bytes of partial results after which an invocation starts no further task.
    ///
    /// The results stay in memory until the report is written. This bounds workloads that compute.
    /// Tasks that wait all start together; their authors bound them with the option `pack`.
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

    /// The results of the tasks, message by message.
    Results<?> run(Job job, List<Disposition> dispositions, TimeLeft left) {
        return run(job, workloads.find(job.request().workload()), dispositions, left);
    }

    private <P> Results<P> run(
            Job job, Workload<P> workload, List<Disposition> dispositions, TimeLeft left) {
        var room = new RoomLeft(left);
        List<Callable<TaskResult<byte[]>>> calls = calls(job, workload, dispositions, room);
        Definition definition = workload.definition();
        int width = definition.cpuBound() ? taskExecutor.processors() : Math.max(1, calls.size());
        var limits = new TaskExecutor.Limits(width, definition.taskTimeout(), room, RESERVE);
        List<TaskExecutor.Execution<TaskResult<byte[]>>> ran = taskExecutor.run(calls, limits);
        Counters.add(Counters.Counter.ATTEMPTS, ran.stream().filter(TaskRuns::wasStarted).count());
        Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> results = ran.iterator();
        return new Results<>(
                workload,
                workloads.version(definition.name()),
                dispositions.stream()
                        .map(disposition ->
                                new Results.Message(
                                        disposition.message(), tries(disposition, results)))
                        .toList());
    }

    private <P> List<Callable<TaskResult<byte[]>>> calls(
            Job job, Workload<P> workload, List<Disposition> dispositions, RoomLeft room) {
        var calls = new ArrayList<Callable<TaskResult<byte[]>>>();
        for (Disposition disposition : dispositions) {
            if (disposition instanceof Disposition.Run run) {
                indices(run.message())
                        .forEach(index -> {
                            Task task = task(job, index, run.attempt(), calls.size());
                            Callable<TaskResult<byte[]>> working =
                                    () -> {
                                        TaskResult<byte[]> done =
                                                encoded(workload, works.get(workload).work(task));
                                        room.collect(done.partial().length);
                                        return done;
                                    };
                            calls.add(
                                    new TaskExecutor.NamedCall<>(
                                            "job " + job.id() + " task " + index, working));
                        });
            }
        }
        return calls;
    }

    private static boolean wasStarted(TaskExecutor.Execution<?> execution) {
        return !(execution instanceof TaskExecutor.Execution.NotStarted<?>);
    }

    // Jobs share an invocation, and a message and its duplicate may be in it together. Job and
    // place make the names of their directories unique.
    private Task task(Job job, int index, int attempt, int place) {
        return new Task(
                job.id().value(),
                index,
                attempt,
                job.planned(),
                job.request().settings(),
                source,
                () -> scratch.directory(job.id() + "-" + index + "-" + attempt + "-" + place));
    }

    private static List<Results.TriedTask> tries(
            Disposition disposition, Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> results) {
        int hops = disposition.message().hops();
        return indices(disposition.message())
                .mapToObj(task -> new Results.TriedTask(task, tried(disposition, hops, results)))
                .toList();
    }

    private static Try<TaskResult<byte[]>> tried(
            Disposition disposition,
            int hops,
            Iterator<TaskExecutor.Execution<TaskResult<byte[]>>> results) {
        return switch (disposition) {
            case Disposition.Run run -> Try.of(results.next(), run.attempt(), hops);
            case Disposition.Isolate isolate ->
                    Try.isolated(isolate.attempt(), hops, "its first worker crashed");
            case Disposition.GiveUp up ->
                    new Try.Lost<>(up.attempt(), Attempts.deaths(up.attempt()), null);
        };
    }

    // Encoded, a partial result is small and its size is known.
    private static <P> TaskResult<byte[]> encoded(Workload<P> workload, TaskResult<P> worked) {
        try {
            byte[] partial = workload.codec().encode(worked.partial());
            return new TaskResult<>(partial, worked.coverage(), worked.records());
        } catch (Throwable e) {
            throw MergeFailedException.of("encode", workload.definition().name(), e);
        }
    }

    /// The time left, and whether more partial results may be collected.
    ///
    /// Parallel tasks share it.
    private static final class RoomLeft implements TimeLeft {
        private final TimeLeft time;
        private long collected;

        RoomLeft(TimeLeft time) {
            this.time = time;
        }

        synchronized void collect(long bytes) {
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

    /// The results of an invocation's tasks.
    ///
    /// @param version the workload's version
    record Results<P>(Workload<P> workload, String version, List<Message> messages) {
        /// @param tasks the results of its tasks, in order
        record Message(WorkMessage.Tasks message, List<TriedTask> tasks) {}

        /// The result of one task.
        record TriedTask(int index, Try<TaskResult<byte[]>> tried) {}
    }
}
