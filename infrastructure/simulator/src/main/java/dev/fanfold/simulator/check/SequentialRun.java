package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A job as a plain program does it: task after task, in order, each once.
///
/// @param <P> the workload's partial result
final class SequentialRun<P> {
    /// Reasons that are the workload's or its input's, and no fault of the run's.
    private static final List<Reason.Kind> OWN = List.of(Reason.Kind.INPUT, Reason.Kind.PERMANENT);

    private final Map<Integer, Optional<Reason.Kind>> losses = new HashMap<>();
    private final Workload<P> workload;
    private final Work<P> work;
    private final Job job;
    private final Source source;
    private TaskSet done = TaskSet.NONE;
    private Records records = Records.NONE;
    private P total;

    SequentialRun(Workload<P> workload, Work<P> work, Job job, Source source) {
        this.workload = workload;
        this.work = work;
        this.job = job;
        this.source = source;
        this.total = workload.empty();
    }

    /// Those of the lost tasks that it loses as well, for a reason of the same kind: the input or
    /// the workload itself is the cause.
    TaskSet losesToo(Losses losses, TaskSet tasks) {
        return TaskSet.of(
                OWN.stream()
                        .flatMapToInt(kind ->
                                losses.ofKind(kind).stream()
                                        .filter(tasks::holds)
                                        .filter(task -> loss(task) == kind))
                        .toArray());
    }

    /// Whether it makes a plan and does all of its tasks.
    boolean isWhole() {
        return job.plan() == null
                ? refusal() == null
                : TaskSet.range(0, job.planned().tasks()).stream()
                        .allMatch(task -> loss(task) == null);
    }

    /// Why there can be no plan, null when there can be one.
    Reason.@Nullable Kind refusal() {
        JobOptions options = job.request().options();
        var planning =
                new Planning(
                        job.request().settings(),
                        options.slice(),
                        options.workers(),
                        job.input(),
                        source);
        return failure(() -> workload.plan(planning));
    }

    /// Why there can be no answer when these tasks are done and those lost, null when there can be
    /// one.
    Reason.@Nullable Kind unfinished(TaskSet tasks, TaskSet lost) {
        value(tasks);
        return failure(() -> work.finish(total, finishing(lost)));
    }

    private Reason.@Nullable Kind loss(int task) {
        return losses.computeIfAbsent(
                        task, _ -> Optional.ofNullable(failure(() -> work.work(task(task)))))
                .orElse(null);
    }

    private static Reason.@Nullable Kind failure(Callable<?> what) {
        try {
            what.call();
            return null;
        } catch (InvalidInputException e) {
            return Reason.Kind.INPUT;
        } catch (PermanentFailureException e) {
            return Reason.Kind.PERMANENT;
        } catch (Exception e) {
            return null; // trying again might mend it
        }
    }

    /// The value, encoded, when these tasks are done.
    byte[] value(TaskSet tasks) {
        for (PrimitiveIterator.OfInt more = tasks.minus(done).stream().iterator();
                more.hasNext(); ) {
            TaskResult<P> worked = work(more.nextInt());
            total = workload.merge(total, worked.partial());
            records = records.plus(worked.records());
        }
        done = done.plus(tasks);
        return workload.codec().encode(total);
    }

    /// The answer when these tasks are done and those lost.
    byte[] answer(TaskSet tasks, TaskSet lost) {
        value(tasks);
        try {
            // Its own total, which never was bytes: what the codec loses is missed.
            return work.finish(total, finishing(lost)).getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot finish: " + e, e);
        }
    }

    /// What it has read so far.
    Records records() {
        return records;
    }

    private Finishing finishing(TaskSet lost) {
        return new Finishing(job.request().settings(), job.planned(), lost.toBitSet());
    }

    /// Whether more of that was rejected than the job allows, or all of it. Nothing is rounded
    /// here.
    boolean rejectsTooMany() {
        String allowed = job.request().options().reject().text();
        BigDecimal rejected = BigDecimal.valueOf(records.rejected());
        boolean tooMany =
                allowed.endsWith("%")
                        ? rejected.movePointRight(2)
                                        .compareTo(
                                                new BigDecimal(allowed.replace("%", ""))
                                                        .multiply(
                                                                BigDecimal.valueOf(records.read())))
                                > 0
                        : rejected.compareTo(new BigDecimal(allowed)) > 0;
        return tooMany || (records.read() > 0 && records.rejected() == records.read());
    }

    private TaskResult<P> work(int index) {
        try {
            return work.work(task(index));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the plain program cannot do task " + index + ": " + e, e);
        }
    }

    private Task task(int index) {
        return new Task(
                job.id().value(),
                index,
                1,
                job.planned(),
                job.request().settings(),
                source,
                () -> Path.of("sequential"));
    }
}
