package dev.fanfold.documents;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The account of a job and of its input, in figures, as people and programs read it.
///
/// @param versions of the workload that ran its tasks, in order; more than one if another version
///   was deployed in between
/// @param losses the lost tasks, grouped by trace and by kind of reason
/// @param trace the first complete stack trace of its failures, if it was loaded
/// @param missing the first [#MISSING_SHOWN] slices without a result, in the plan's order
/// @param problem why it has no complete answer; empty while it is open and when it succeeded
public record Account(
        JobId id,
        String workload,
        State state,
        Tasks tasks,
        boolean balanced,
        Bytes bytes,
        Records records,
        long repairs,
        List<String> versions,
        List<Loss> losses,
        Optional<String> trace,
        List<Missing> missing,
        Optional<Problem> problem) {
    public static final int MISSING_SHOWN = 1_000;

    public Account {
        versions = List.copyOf(versions);
        losses = List.copyOf(losses);
        missing = List.copyOf(missing);
    }

    /// Tasks of the plan. A task that is neither done nor lost has no report yet.
    public record Tasks(int planned, int done, int lost) {}

    /// Bytes of the input, and the number of bytes that are accounted for: those that tasks
    /// consumed, and those that precede the data. Both are 0 without an input.
    public record Bytes(long input, long covered) {}

    /// Lost tasks with the same stack trace, or lost tasks of one kind of reason without a trace.
    ///
    /// @param first the first of them, empty if unknown
    /// @param text the real error of the first, empty if unknown
    /// @param at the frame that threw, empty without a trace
    /// @param trace the hash of their trace, empty without one
    public record Loss(
            int tasks, OptionalInt first, String kind, String text, String at, String trace) {}

    /// A slice that is missing from the answer.
    public record Missing(int task, long from, long to, String reason) {}

    /// Why there is no complete answer.
    ///
    /// @param kind a [Reason.Kind], `CANCELLED`, `LOST` for an answer without some tasks, or
    ///   `REJECTED` for one with more rejected records than the job allows
    public record Problem(String kind, String message) {}

    /// The account of a job in its current state.
    ///
    /// @param fold null if nothing is folded yet
    public static Account of(Job job, @Nullable Accumulator fold) {
        Plan plan = job.plan();
        int done = fold == null ? 0 : fold.done().size();
        int lost = fold == null ? 0 : fold.losses().tasks().size();
        return new Account(
                job.id(),
                job.request().workload(),
                job.state(),
                new Tasks(plan == null ? 0 : plan.tasks(), done, lost),
                plan != null && fold != null && fold.isBalanced(plan),
                bytes(job.input(), plan, fold),
                fold == null ? Records.NONE : fold.ledger().records(),
                job.progress().repairs(),
                fold == null ? List.of() : List.copyOf(fold.ledger().versions()),
                fold == null ? List.of() : LossList.of(fold.losses()),
                Optional.empty(),
                plan == null || job.isOpen() ? List.of() : missing(plan, fold),
                problem(job, fold));
    }

    /// With the first complete trace, if there is one.
    public Account traced(Optional<String> first) {
        return new Account(
                id, workload, state, tasks, balanced, bytes, records, repairs, versions, losses,
                first, missing, problem);
    }

    private static Bytes bytes(
            @Nullable Pin input, @Nullable Plan plan, @Nullable Accumulator fold) {
        long size = input == null ? 0 : input.size();
        if (fold == null) {
            return new Bytes(size, 0);
        }
        return switch (plan) {
            case null -> new Bytes(size, 0);
            case Plan.Bytes cut ->
                    new Bytes(size, cut.from() + fold.ledger().coverageSum().consumed());
            case Plan.Numbers _ -> new Bytes(size, 0);
            case Plan.Items cut -> new Bytes(size, itemBytes(cut, fold.done()));
        };
    }

    private static long itemBytes(Plan.Items plan, TaskSet done) {
        long before = plan.tasks() == 0 ? plan.object().size() : plan.bytes(0).from();
        return before + done.stream().mapToLong(task -> plan.bytes(task).size()).sum();
    }

    private static List<Missing> missing(Plan plan, @Nullable Accumulator fold) {
        TaskSet all = TaskSet.range(0, plan.tasks());
        TaskSet missing = fold == null ? all : all.minus(fold.done());
        Losses losses = fold == null ? Losses.NONE : fold.losses();
        return missing.stream()
                .limit(MISSING_SHOWN)
                .mapToObj(task -> {
                    Slice slice = plan.slice(task);
                    return new Missing(task, slice.from(), slice.to(), reason(task, losses));
                })
                .toList();
    }

    /// Why a task is missing, in words.
    public static String reason(int task, Losses losses) {
        Reason sample = losses.samples().get(task);
        if (sample != null) {
            return sample.kind() + ": " + sample.text();
        }
        for (LossGroup group : losses.groups()) {
            if (group.tasks().holds(task)) {
                return "%s: as task %d: %s"
                        .formatted(group.reason().kind(), group.first(), group.reason().text());
            }
        }
        return losses.byKind().entrySet().stream()
                .filter(kind -> kind.getValue().holds(task))
                .map(kind -> kind.getKey().name())
                .findFirst()
                .orElse("not reported");
    }

    private static Optional<Problem> problem(Job job, @Nullable Accumulator fold) {
        return switch (job.state()) {
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING, SUCCEEDED -> Optional.empty();
            case CANCELLED -> Optional.of(new Problem("CANCELLED", "it was cancelled"));
            case PARTIAL -> Optional.of(partial(job.error(), fold));
            case FAILED ->
                    Optional.ofNullable(job.error())
                            .map(why -> new Problem(why.kind().name(), why.text()));
        };
    }

    private static Problem partial(@Nullable Reason rejected, @Nullable Accumulator fold) {
        if (rejected == null) {
            return new Problem("LOST", losses(fold));
        }
        return fold == null || fold.losses().isEmpty()
                ? new Problem("REJECTED", rejected.text())
                : new Problem("LOST", losses(fold) + "; " + rejected.text());
    }

    private static String losses(@Nullable Accumulator fold) {
        if (fold == null || fold.losses().isEmpty()) {
            return "the answer lacks some tasks";
        }
        String first =
                fold.losses().samples().entrySet().stream()
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .map(why -> ", the first of them: " + why.text())
                        .orElse("");
        return "%d of %d tasks are lost%s"
                .formatted(fold.losses().tasks().size(), fold.planned(), first);
    }
}
