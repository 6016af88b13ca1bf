package dev.fanfold.engine;

import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Crew;
import dev.fanfold.engine.port.Scratch;
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

/// Runs the tasks of a job's messages, as many at once as its workload can use.
final class TaskRuns {
    /// Time kept back to hand on what is left and write the report.
    static final Duration RESERVE = Duration.ofSeconds(5);

    /// Bytes of partial results that one invocation collects before it starts no further task: they
    /// stay in memory until its report is written. This bounds workloads that compute; tasks that
    /// wait all start at once, and their authors bound them with the option `pack`.
    static final long MAX_COLLECTED = 96L << 20;

    private final Workloads workloads;
    private final Source source;
    private final Crew crew;
    private final Scratch scratch;
    private final Works works;

    TaskRuns(Workloads workloads, Source source, Crew crew, Scratch scratch, Works works) {
        this.workloads = workloads;
        this.source = source;
        this.crew = crew;
        this.scratch = scratch;
        this.works = works;
    }

    /// What the tasks of each message came to, message by message.
    Ran<?> run(Job job, List<Errand> errands, TimeLeft left) {
        return run(job, workloads.find(job.request().workload()), errands, left);
    }

    private <P> Ran<P> run(Job job, Workload<P> workload, List<Errand> errands, TimeLeft left) {
        var room = new RoomLeft(left);
        List<Callable<TaskResult<byte[]>>> calls = calls(job, workload, errands, room);
        Definition definition = workload.definition();
        int width = definition.cpuBound() ? crew.processors() : Math.max(1, calls.size());
        var terms = new Crew.Terms(width, definition.taskTimeout(), room, RESERVE);
        List<Crew.Run<TaskResult<byte[]>>> ran = crew.run(calls, terms);
        Tally.add(Tally.Fact.ATTEMPTS, ran.stream().filter(TaskRuns::wasStarted).count());
        Iterator<Crew.Run<TaskResult<byte[]>>> results = ran.iterator();
        return new Ran<>(
                workload,
                workloads.version(definition.name()),
                errands.stream()
                        .map(errand -> new Ran.Message(errand.message(), tries(errand, results)))
                        .toList());
    }

    private <P> List<Callable<TaskResult<byte[]>>> calls(
            Job job, Workload<P> workload, List<Errand> errands, RoomLeft room) {
        var calls = new ArrayList<Callable<TaskResult<byte[]>>>();
        for (Errand errand : errands) {
            if (errand instanceof Errand.Run run) {
                indices(run.message())
                        .forEach(index -> {
                            Task task = task(job, index, run.attempt(), calls.size());
                            Callable<TaskResult<byte[]>> working =
                                    () -> {
                                        TaskResult<byte[]> done =
                                                encoded(workload, works.of(workload).work(task));
                                        room.collect(done.partial().length);
                                        return done;
                                    };
                            calls.add(
                                    new Crew.Named<>(
                                            "job " + job.id() + " task " + index, working));
                        });
            }
        }
        return calls;
    }

    private static boolean wasStarted(Crew.Run<?> run) {
        return !(run instanceof Crew.Run.NotStarted<?>);
    }

    // Jobs share an invocation, and a message and its duplicate may be here at once: job and place
    // tell their directories apart.
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

    private static List<Ran.TriedTask> tries(
            Errand errand, Iterator<Crew.Run<TaskResult<byte[]>>> results) {
        int hops = errand.message().hops();
        return indices(errand.message())
                .mapToObj(task -> new Ran.TriedTask(task, tried(errand, hops, results)))
                .toList();
    }

    private static Try<TaskResult<byte[]>> tried(
            Errand errand, int hops, Iterator<Crew.Run<TaskResult<byte[]>>> results) {
        return switch (errand) {
            case Errand.Run run -> Try.of(results.next(), run.attempt(), hops);
            case Errand.Isolate isolate ->
                    Try.isolated(isolate.attempt(), hops, "its first receiver died");
            case Errand.GiveUp up ->
                    new Try.Lost<>(up.attempt(), Attempts.deaths(up.attempt()), null);
        };
    }

    // As bytes a partial result is small, and it is known how many they are.
    private static <P> TaskResult<byte[]> encoded(Workload<P> workload, TaskResult<P> worked) {
        try {
            byte[] partial = workload.codec().encode(worked.partial());
            return new TaskResult<>(partial, worked.coverage(), worked.records());
        } catch (Throwable e) {
            throw MergeFailed.of("encode", workload.definition().name(), e);
        }
    }

    /// The time that is left, and whether partial results may still be collected. Tasks that run at
    /// once share it.
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

    /// What an invocation's tasks came to.
    ///
    /// @param version of the workload
    record Ran<P>(Workload<P> workload, String version, List<Message> messages) {
        /// @param tasks what each of its tasks came to, in order
        record Message(WorkMessage.Tasks message, List<TriedTask> tasks) {}

        /// What a task came to.
        record TriedTask(int index, Try<TaskResult<byte[]>> tried) {}
    }
}
