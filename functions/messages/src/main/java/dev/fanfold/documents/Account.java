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
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The figures of a job, as the JSON documents and the command line show them.
///
/// The tasks, records, outputs, repairs and versions are those of all rounds so far. The bytes, the
/// losses and the missing slices are those of the round that the job is in.
///
/// @param round the round that the job is in; empty if that is round 0
/// @param balanced whether every planned task of all rounds is done, and every unit of this round's
///   plan is covered exactly once
/// @param outputs the number and size of the outputs that count
/// @param window empty if the concurrency of the job has no limit
/// @param versions the versions of the workload that ran its tasks, in alphabetical order, at most
///   ten; more than one if another version was deployed while the job ran
/// @param losses the lost tasks, grouped by trace and by kind of reason
/// @param trace a stack trace of one of its failures; empty unless [#traced] added it
/// @param missing the first [#MAX_MISSING] slices without a result, in the plan's order; empty
///   while the job is open
/// @param problem why there is no complete answer; empty if the job is open or SUCCEEDED
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
        Optional<Window> window,
        List<String> versions,
        List<Loss> losses,
        Optional<String> trace,
        List<Missing> missing,
        Optional<Problem> problem) {
    /// The maximum number of [#missing] slices, which keeps the documents small.
    public static final int MAX_MISSING = 1_000;

    public Account {
        versions = List.copyOf(versions);
        losses = List.copyOf(losses);
        missing = List.copyOf(missing);
    }

    /// The limit of a job's concurrency.
    ///
    /// @param concurrency how many tasks of the job may run in parallel
    /// @param overruns how often one task more may have run, because a message was delivered again
    ///   or a chain was resent
    public record Window(int concurrency, long overruns) {}

    /// How many tasks are planned, and how many of them are folded as done or as lost.
    public record Tasks(long planned, long done, long lost) {
        private Tasks plus(Totals earlier) {
            return new Tasks(
                    earlier.tasks() + planned,
                    earlier.tasks() - earlier.lost() + done,
                    earlier.lost() + lost);
        }
    }

    /// The round that the job is in.
    ///
    /// @param number from 0
    /// @param tasks the tasks of this round alone
    /// @param notBefore the earliest time at which the round is planned; empty if it was planned
    ///   already or never waits, or if the job was cancelled or failed before it was planned
    public record Round(int number, Tasks tasks, Optional<Instant> notBefore) {}

    /// The size of the input in bytes, and how many of its bytes are accounted for: those that done
    /// tasks read, and those that precede the data. Both are 0 if the job has no input. In a round
    /// after the first, both are 0 too until the round has a plan that reads the input.
    public record Bytes(long input, long covered) {}

    /// Lost tasks with the same stack trace and kind of reason; or the other lost tasks of one kind
    /// of reason: those that have no trace, and those of traces beyond the limit of groups.
    ///
    /// @param tasks the number of tasks
    /// @param first the index of the first of them, empty if unknown
    /// @param text the original error of the first, empty if unknown
    /// @param at the frame to look at first, empty without a trace
    /// @param trace the hash of their trace, empty without one
    public record Loss(
            int tasks, OptionalInt first, String kind, String text, String at, String trace) {}

    /// A task that is missing from the answer, and its slice.
    ///
    /// @param from the first unit of the slice
    /// @param to the unit after the last unit of the slice
    /// @param reason as [Account#reason] returns it
    public record Missing(int task, long from, long to, String reason) {}

    /// The reason why there is no complete answer.
    ///
    /// @param kind a [Reason.Kind] for a FAILED job, or `CANCELLED`; for a PARTIAL job `LOST` if
    ///   tasks are lost, and `REJECTED` if only too many records were rejected
    public record Problem(String kind, String message) {}

    /// The account of a job in its current state, without a [#trace].
    ///
    /// @param fold the accumulator of the job's round, null if there is none
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
                tasks.plus(earlier),
                round(job, tasks),
                earlier.lost() == 0 && plan != null && fold != null && fold.isBalanced(plan),
                bytes(job, fold),
                totals.records(),
                totals.outputs(),
                job.progress().repairs(),
                window(job),
                List.copyOf(totals.versions()),
                fold == null ? List.of() : LossList.of(fold.losses()),
                Optional.empty(),
                plan == null || job.isOpen() ? List.of() : missing(plan, fold),
                problem(job, fold));
    }

    private static Optional<Window> window(Job job) {
        int concurrency = job.request().options().concurrency();
        return concurrency == 0
                ? Optional.empty()
                : Optional.of(new Window(concurrency, job.progress().overruns()));
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

    /// The account with this trace.
    public Account traced(Optional<String> newTrace) {
        return new Account(
                id, workload, state, tasks, round, balanced, bytes, records, outputs, repairs,
                window, versions, losses, newTrace, missing, problem);
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
        long beforeItems = plan.tasks() == 0 ? plan.object().size() : plan.bytes(0).from();
        return beforeItems + done.stream().mapToLong(task -> plan.bytes(task).size()).sum();
    }

    private static List<Missing> missing(Plan plan, @Nullable Accumulator fold) {
        TaskSet all = TaskSet.range(0, plan.tasks());
        TaskSet missing = fold == null ? all : all.minus(fold.done());
        Losses losses = fold == null ? Losses.NONE : fold.losses();
        return missing.stream()
                .limit(MAX_MISSING)
                .mapToObj(task -> {
                    Slice slice = plan.slice(task);
                    return new Missing(task, slice.from(), slice.to(), reason(task, losses));
                })
                .toList();
    }

    /// The reason why a task is missing. It is the first of these that exists: its own reason, if
    /// the accumulator kept it; the reason of its group of losses with the same trace; only the
    /// kind of its reason; "not reported", if the task is not lost.
    public static String reason(int task, Losses losses) {
        Reason own = losses.samples().get(task);
        if (own != null) {
            return own.kind() + ": " + own.text();
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
            case PARTIAL -> Optional.of(problemOfPartial(job, fold));
            case FAILED ->
                    Optional.ofNullable(job.error())
                            .map(why -> new Problem(why.kind().name(), why.text()));
        };
    }

    private static Problem problemOfPartial(Job job, @Nullable Accumulator fold) {
        Reason rejected = job.error();
        if (rejected == null) {
            return new Problem("LOST", lossText(job, fold));
        }
        boolean lostNothing =
                job.round().earlier().lost() == 0 && (fold == null || fold.losses().isEmpty());
        return lostNothing
                ? new Problem("REJECTED", rejected.text())
                : new Problem("LOST", lossText(job, fold) + "; " + rejected.text());
    }

    private static String lossText(Job job, @Nullable Accumulator fold) {
        if (fold == null) {
            return "the answer lacks some tasks";
        }
        Totals totals = job.round().totals(fold);
        // If tasks of an earlier round are lost, this is not the first loss of the job.
        String example =
                fold.losses().samples().values().stream()
                        .findFirst()
                        .map(why -> ", for example: " + why.text())
                        .orElse("");
        return "%d of %d tasks are lost%s".formatted(totals.lost(), totals.tasks(), example);
    }
}
