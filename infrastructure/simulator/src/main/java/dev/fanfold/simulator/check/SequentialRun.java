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

/// A job as a plain program runs it: each task once, in order.
///
/// @param <P> the workload's partial result
final class SequentialRun<P> {
    /// Reasons that lie in the workload or its input, not in a fault of the run.
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

    /// Those of the lost tasks that the plain program loses too, for a reason of the same kind. The
    /// input or the workload itself is the cause of these.
    TaskSet losesToo(Losses losses, TaskSet tasks) {
        return TaskSet.of(
                OWN.stream()
                        .flatMapToInt(kind ->
                                losses.ofKind(kind).stream()
                                        .filter(tasks::holds)
                                        .filter(task -> loss(task) == kind))
                        .toArray());
    }

    /// Whether it has a plan and completes all tasks.
    boolean isWhole() {
        return job.plan() == null
                ? refusal() == null
                : TaskSet.range(0, job.planned().tasks()).stream()
                        .allMatch(task -> loss(task) == null);
    }

    /// Why there is no plan, null if there is one.
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

    /// Why there is no answer if these tasks are done and those lost, null if there is one.
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
            return null; // a transient failure
        }
    }

    /// The encoded value of these tasks.
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

    /// The answer if these tasks are done and those lost.
    byte[] answer(TaskSet tasks, TaskSet lost) {
        value(tasks);
        try {
            // This total never passed through the codec, so data that the codec loses makes the
            // answers differ.
            return work.finish(total, finishing(lost)).getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot finish: " + e, e);
        }
    }

    /// The records that it has read so far.
    Records records() {
        return records;
    }

    private Finishing finishing(TaskSet lost) {
        return new Finishing(job.request().settings(), job.planned(), lost.toBitSet());
    }

    /// Whether more records were rejected than the job allows, or all of them. Uses exact
    /// arithmetic.
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
                    "the plain program cannot run task " + index + ": " + e, e);
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
