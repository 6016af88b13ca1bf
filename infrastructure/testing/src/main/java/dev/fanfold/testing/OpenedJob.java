package dev.fanfold.testing;

import dev.fanfold.messages.Json;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A planned round of a job, with the opened work of its workload. Several threads may use it.
///
/// [#close] closes the work and deletes the scratch directories of the tasks.
///
/// @param <P> the workload's partial result
final class OpenedJob<P> implements AutoCloseable {
    private static final String ID = "0".repeat(32);
    private final Workload<P> workload;
    private final Work<P> work;
    private final Planning planning;
    private final Plan plan;
    private final List<Outputs> earlier;
    private final PlainOutputs outputs;
    private final Queue<Path> scratch = new ConcurrentLinkedQueue<>();

    private OpenedJob(
            Workload<P> workload,
            Work<P> work,
            Planning planning,
            Plan plan,
            List<Outputs> earlier) {
        this.workload = workload;
        this.work = work;
        this.planning = planning;
        this.plan = plan;
        this.earlier = List.copyOf(earlier);
        this.outputs = new PlainOutputs(planning.round().number());
    }

    static <P> OpenedJob<P> open(
            Workload<P> workload, Resources resources, Planning planning, Plan plan)
            throws Exception {
        return open(workload, resources, planning, plan, List.of());
    }

    /// @param earlier the outputs of the earlier rounds, in the order of the rounds
    static <P> OpenedJob<P> open(
            Workload<P> workload,
            Resources resources,
            Planning planning,
            Plan plan,
            List<Outputs> earlier)
            throws Exception {
        return new OpenedJob<>(workload, workload.open(resources), planning, plan, earlier);
    }

    /// The outputs that count: for each task, those of the last execution that returned.
    Outputs outputs() {
        return outputs.counted();
    }

    Workload<P> workload() {
        return workload;
    }

    Plan plan() {
        return plan;
    }

    /// Runs a task. The outputs of this execution count if the task returns.
    TaskResult<P> work(int index, int attempt) throws Exception {
        PlainOutputs.Execution execution = outputs.execution(index);
        TaskResult<P> result = work.work(task(index, attempt, execution));
        execution.count();
        return result;
    }

    private Task task(int index, int attempt, Outputs.Writer writer) {
        return new Task(
                ID,
                planning.round(),
                index,
                attempt,
                plan,
                planning.settings(),
                planning.source(),
                this::directory,
                writer,
                earlier::get,
                () -> workload.definition().taskTimeout());
    }

    /// Calls the work's finish. No task of the round is lost.
    Finished finish(P total) throws Exception {
        return work.finish(total, finishing());
    }

    /// Asks the workload for the further round of a redrive. No task of the round is lost.
    Optional<Finished.Next> redrive(P total) throws Exception {
        return workload.redrive(total, finishing());
    }

    private Finishing finishing() {
        return new Finishing(planning.settings(), planning.round(), plan, new BitSet(), outputs());
    }

    /// Calls the work's finish, as [#finish] does, and returns its result as JSON, so that runs can
    /// be compared.
    String finishText(P total) throws Exception {
        return text(finish(total));
    }

    /// The result of a finish as JSON: the answer, or the input of a further round. The time of a
    /// further round is left out, because it may depend on the clock.
    static String text(Finished finished) {
        return switch (finished) {
            case Finished.Done done -> done.result();
            case Finished.Next next -> "{\"nextRound\": %s}".formatted(Json.text(next.input()));
        };
    }

    /// The planning of the next round.
    ///
    /// @param folded the encoded total of this round
    Planning next(Finished.Next next, byte[] folded) {
        return new Planning(
                planning.settings(),
                planning.slice(),
                planning.workers(),
                planning.input(),
                planning.source(),
                new Round(planning.round().number() + 1, next.input()),
                () -> Optional.of(folded));
    }

    private Path directory() {
        try {
            Path created = Files.createTempDirectory("fanfold-task-");
            scratch.add(created);
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException("a scratch directory cannot be created", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            work.close();
        } finally {
            for (Path directory : scratch) {
                DirectoryTree.delete(directory);
            }
        }
    }
}
