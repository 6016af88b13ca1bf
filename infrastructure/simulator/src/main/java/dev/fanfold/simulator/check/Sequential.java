package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.PermanentFailure;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import dev.fanfold.engine.work.Workload;
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
final class Sequential<P> {
    /// Reasons that are the workload's or its input's, and no fault of the run's.
    private static final List<Reason.Kind> OWN = List.of(Reason.Kind.INPUT, Reason.Kind.PERMANENT);

    private final Map<Integer, Optional<Reason.Kind>> losses = new HashMap<>();
    private final Workload<P> workload;
    private final Job job;
    private final Source source;
    private TaskSet done = TaskSet.NONE;
    private Records records = Records.NONE;
    private P total;

    Sequential(Workload<P> workload, Job job, Source source) {
        this.workload = workload;
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
                                losses.of(kind).stream()
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
        var planning =
                new Planning(
                        job.request().settings(), job.request().options(), job.input(), source);
        return failure(() -> workload.plan(planning));
    }

    /// Why there can be no answer when these tasks are done and those lost, null when there can be
    /// one.
    Reason.@Nullable Kind unfinished(TaskSet tasks, TaskSet lost) {
        value(tasks);
        return failure(() -> workload.finish(total, finishing(lost)));
    }

    private Reason.@Nullable Kind loss(int task) {
        return losses.computeIfAbsent(
                        task, _ -> Optional.ofNullable(failure(() -> workload.work(task(task)))))
                .orElse(null);
    }

    private static Reason.@Nullable Kind failure(Callable<?> what) {
        try {
            what.call();
            return null;
        } catch (InputFault e) {
            return Reason.Kind.INPUT;
        } catch (PermanentFailure e) {
            return Reason.Kind.PERMANENT;
        } catch (Exception e) {
            return null; // trying again might mend it
        }
    }

    /// The value, encoded, when these tasks are done.
    byte[] value(TaskSet tasks) {
        for (PrimitiveIterator.OfInt more = tasks.minus(done).stream().iterator();
                more.hasNext(); ) {
            Worked<P> worked = work(more.nextInt());
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
            return workload.finish(total, finishing(lost)).getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot finish: " + e, e);
        }
    }

    /// What it has read so far.
    Records records() {
        return records;
    }

    private Finishing finishing(TaskSet lost) {
        return new Finishing(job.request().settings(), job.planned(), lost);
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

    private Worked<P> work(int index) {
        try {
            return workload.work(task(index));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the plain program cannot do task " + index + ": " + e, e);
        }
    }

    private Task task(int index) {
        return new Task(
                job.id(),
                index,
                1,
                job.planned(),
                job.request().settings(),
                source,
                () -> Path.of("sequential"));
    }
}
