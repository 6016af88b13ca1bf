package dev.fanfold.documents;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The account of a job and of its input, in figures, as people and programs read it.
///
/// @param tasks of all rounds
/// @param round empty for a job that has had one round only
/// @param records of all rounds
/// @param outputs the number and size of the outputs that count, of all rounds
/// @param versions of the workload that ran its tasks, in order; more than one if another version
///   was deployed in between
/// @param losses the lost tasks, grouped by trace and by kind of reason
/// @param trace the first complete stack trace of its failures, if it was loaded
/// @param missing the first [#MISSING_SHOWN] slices of its round without a result, in the plan's
///   order
/// @param problem why it has no complete answer; empty while it is open and when it succeeded
public record Account(
        JobId id,
        String workload,
        State state,
        Tasks tasks,
        Optional<Round> round,
        boolean balanced,
        Bytes bytes,
        Records records,
        OutputCount outputs,
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

    /// Planned tasks. A task that is neither done nor lost has no report yet.
    public record Tasks(long planned, long done, long lost) {
        private Tasks after(Totals earlier) {
            return new Tasks(
                    earlier.tasks() + planned,
                    earlier.tasks() - earlier.lost() + done,
                    earlier.lost() + lost);
        }
    }

    /// The round that the job is in.
    ///
    /// @param number from 0
    /// @param tasks those of the round
    /// @param notBefore the time for which it waits; empty if it does not
    public record Round(int number, Tasks tasks, Optional<Instant> notBefore) {}

    /// Bytes of the input, and the number of bytes that are accounted for: those that tasks
    /// consumed, and those that precede the data. Both are 0 without an input, and in a further
    /// round whose plan does not read the input.
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
        Totals earlier = job.round().earlier();
        Totals totals = job.round().totals(fold);
        var tasks =
                new Tasks(
                        plan == null ? 0 : plan.tasks(),
                        fold == null ? 0 : fold.done().size(),
                        fold == null ? 0 : fold.losses().tasks().size());
        return new Account(
                job.id(),
                job.request().workload(),
                job.state(),
                tasks.after(earlier),
                round(job, tasks),
                earlier.lost() == 0 && plan != null && fold != null && fold.isBalanced(plan),
                bytes(job, fold),
                totals.records(),
                totals.outputs(),
                job.progress().repairs(),
                List.copyOf(totals.versions()),
                fold == null ? List.of() : LossList.of(fold.losses()),
                Optional.empty(),
                plan == null || job.isOpen() ? List.of() : missing(plan, fold),
                problem(job, fold));
    }

    private static Optional<Round> round(Job job, Tasks tasks) {
        JobRound round = job.round();
        boolean waits = job.state() == State.ACCEPTED;
        return round.number() == 0
                ? Optional.empty()
                : Optional.of(
                        new Round(
                                round.number(),
                                tasks,
                                Optional.ofNullable(waits ? round.notBefore() : null)));
    }

    /// With the first complete trace, if there is one.
    public Account traced(Optional<String> first) {
        return new Account(
                id, workload, state, tasks, round, balanced, bytes, records, outputs, repairs,
                versions, losses, first, missing, problem);
    }

    private static Bytes bytes(Job job, @Nullable Accumulator fold) {
        Plan plan = job.plan();
        boolean readsNone =
                job.round().number() > 0 && (plan == null || plan instanceof Plan.Numbers);
        Pin input = job.input();
        long size = input == null || readsNone ? 0 : input.size();
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
            case PARTIAL -> Optional.of(partial(job, fold));
            case FAILED ->
                    Optional.ofNullable(job.error())
                            .map(why -> new Problem(why.kind().name(), why.text()));
        };
    }

    private static Problem partial(Job job, @Nullable Accumulator fold) {
        Reason rejected = job.error();
        if (rejected == null) {
            return new Problem("LOST", losses(job, fold));
        }
        boolean lostNothing =
                job.round().earlier().lost() == 0 && (fold == null || fold.losses().isEmpty());
        return lostNothing
                ? new Problem("REJECTED", rejected.text())
                : new Problem("LOST", losses(job, fold) + "; " + rejected.text());
    }

    private static String losses(Job job, @Nullable Accumulator fold) {
        if (fold == null) {
            return "the answer lacks some tasks";
        }
        Totals totals = job.round().totals(fold);
        String first =
                fold.losses().samples().entrySet().stream()
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .map(why -> ", the first of them: " + why.text())
                        .orElse("");
        return "%d of %d tasks are lost%s".formatted(totals.lost(), totals.tasks(), first);
    }
}
