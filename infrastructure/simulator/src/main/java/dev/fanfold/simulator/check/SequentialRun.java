package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.simulator.work.MeasuredWorkload;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Work.Finished.Next;
import dev.fanfold.workload.Workload;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A round of a job as a plain program runs it: each task once, in order. The round starts from the
/// input that the job's row records, and from the plain program's own total of the round before.
///
/// @param <P> the workload's partial result
final class SequentialRun<P> {
    /// The reasons whose cause is the workload or its input, and not a fault of the run.
    private static final List<Reason.Kind> OWN = List.of(Reason.Kind.INPUT, Reason.Kind.PERMANENT);

    private final Map<Integer, Optional<Reason.Kind>> losses = new HashMap<>();
    private final Workload<P> workload;
    private final Work<P> work;
    private final Job job;
    private final Source source;
    private final Round round;
    private final Earlier earlier;
    private final PlainOutputs outputs;
    private TaskSet done = TaskSet.NONE;
    private Records records = Records.NONE;
    private P total;

    /// @param job the job's row in this round
    /// @param input the input of the round
    /// @param earlier the finished rounds before this one
    SequentialRun(Opened<P> opened, Job job, Source source, String input, Earlier earlier) {
        this.workload = opened.workload();
        this.work = opened.work();
        this.job = job;
        this.source = source;
        this.round = new Round(job.round().number(), input);
        this.earlier = earlier;
        this.outputs = new PlainOutputs(round.number());
        this.total = workload.empty();
    }

    /// A workload and its work.
    record Opened<P>(Workload<P> workload, Work<P> work) {}

    /// The tasks among the lost ones that the plain program loses too, for a reason of the same
    /// kind. The cause of these losses is the input or the workload itself.
    ///
    /// @param tasks the lost tasks to consider
    TaskSet losesToo(Losses losses, TaskSet tasks) {
        return TaskSet.of(
                OWN.stream()
                        .flatMapToInt(kind ->
                                losses.ofKind(kind).stream()
                                        .filter(tasks::holds)
                                        .filter(task -> loss(task) == kind))
                        .toArray());
    }

    /// Whether the plain program has a plan and loses no task.
    boolean isWhole() {
        return job.plan() == null
                ? refusal() == null
                : TaskSet.range(0, job.planned().tasks()).stream()
                        .allMatch(task -> loss(task) == null);
    }

    /// Why the plain program has no plan; null if it has one, or if planning fails transiently.
    Reason.@Nullable Kind refusal() {
        return failure(() -> workload.plan(planning()));
    }

    /// The plan of the round.
    Plan plan() {
        try {
            return workload.plan(planning());
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot plan: " + e, e);
        }
    }

    private Planning planning() {
        JobOptions options = job.request().options();
        return new Planning(
                job.request().settings(),
                options.slice(),
                options.workers(),
                job.input(),
                source,
                round,
                earlier::folded);
    }

    /// Why the finish has no result if these tasks are done and those are lost; null if it has one,
    /// or if it fails transiently.
    Reason.@Nullable Kind unfinished(TaskSet tasks, TaskSet lost) {
        value(tasks);
        return failure(() -> work.finish(total, finishing(lost)));
    }

    // Why the plain program loses the task; null if it does not lose it.
    private Reason.@Nullable Kind loss(int task) {
        return losses.computeIfAbsent(
                        task,
                        _ ->
                                Optional.ofNullable(
                                        failure(() ->
                                                work.work(task(task, Outputs.Writer.DISCARDING)))))
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

    /// Runs those of these tasks that have not run yet, and returns the encoded total of all tasks
    /// that have run.
    ///
    /// @param tasks all tasks of the previous calls, and any others
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

    /// The result of the finish if these tasks are done and those are lost.
    Finished finished(TaskSet tasks, TaskSet lost) {
        value(tasks);
        try {
            // This total never passed through the codec, so data that the codec loses makes the
            // answers differ.
            return work.finish(total, finishing(lost));
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot finish: " + e, e);
        }
    }

    /// The records that the plain program has read so far in this round.
    Records records() {
        return records;
    }

    /// Whether a ledger counts exactly the outputs that the plain program has written so far in
    /// this round. The sizes of measured outputs are not compared.
    boolean countsOutputsAs(OutputCount recorded) {
        OutputCount own = outputs.count();
        return workload instanceof MeasuredWorkload<?>
                ? own.count() == recorded.count()
                : own.equals(recorded);
    }

    /// The records that the plain program has read so far in all rounds.
    Records allRecords() {
        return earlier.records().plus(records);
    }

    /// The further round that a redrive starts if these tasks are done and those are lost; empty if
    /// the workload starts none or refuses the redrive.
    Optional<Next> redriven(TaskSet tasks, TaskSet lost) {
        value(tasks);
        try {
            return workload.redrive(total, finishing(lost));
        } catch (Exception e) {
            return Optional.empty(); // the redrive is refused
        }
    }

    /// The finished rounds up to this one, if these tasks are done and those are lost.
    ///
    /// @param again the records that the next round reads again
    Earlier after(TaskSet tasks, TaskSet lost, Records again) {
        byte[] folded = value(tasks);
        return new Earlier(
                earlier.tasks() + job.planned().tasks(),
                earlier.lost() + lost.size(),
                Earlier.without(allRecords(), again),
                Optional.of(folded),
                Stream.concat(earlier.outputs().stream(), Stream.of(outputs.of(tasks))).toList());
    }

    private Finishing finishing(TaskSet lost) {
        return new Finishing(
                job.request().settings(), round, job.planned(), lost.toBitSet(), outputs.of(done));
    }

    /// Whether more records were rejected in all rounds than the job allows, or all records.
    /// Computes with exact numbers, and not with those of the engine.
    boolean rejectsTooMany() {
        String allowed = job.request().options().reject().text();
        Records all = allRecords();
        BigDecimal rejected = BigDecimal.valueOf(all.rejected());
        boolean tooMany =
                allowed.endsWith("%")
                        ? rejected.movePointRight(2)
                                        .compareTo(
                                                new BigDecimal(allowed.replace("%", ""))
                                                        .multiply(BigDecimal.valueOf(all.read())))
                                > 0
                        : rejected.compareTo(new BigDecimal(allowed)) > 0;
        return tooMany || (all.read() > 0 && all.rejected() == all.read());
    }

    private TaskResult<P> work(int index) {
        try {
            return work.work(task(index, outputs.writer(index)));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the plain program cannot run task " + index + ": " + e, e);
        }
    }

    private Task task(int index, Outputs.Writer writer) {
        return new Task(
                job.id().value(),
                round,
                index,
                1,
                job.planned(),
                job.request().settings(),
                source,
                () -> Path.of("sequential"),
                writer,
                earlier.outputs()::get,
                job.request().options()::deadline);
    }
}
