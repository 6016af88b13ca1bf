package dev.fanfold.simulator.check;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.workload.Work.Finished;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the end of a job. Its answer must be the one of the plain program, and the reason of its
/// failure must be true.
final class EndCheck {
    private static final int MAX_SHOWN = 300;
    private final Results results;
    private final Set<String> gone;
    private final Promises promises;

    /// @param gone the versions of inputs that were deleted
    EndCheck(Results results, Set<String> gone, Promises promises) {
        this.results = results;
        this.gone = gone;
        this.promises = promises;
    }

    /// Checks a job that ended with an answer.
    ///
    /// @param round the job's last round
    void answered(Job now, RoundWitness round) {
        Accumulator folded = round.folded();
        TaskSet lost = folded.losses().tasks();
        if (folded.epoch() != now.epoch()) {
            promises.violated(
                    "I11", "epoch " + now.epoch() + " has an answer of epoch " + folded.epoch());
        }
        SequentialRun<?> plain = round.freshProgram(now);
        Finished finished = plain.finished(folded.done(), lost);
        boolean whole = now.state() == State.SUCCEEDED;
        long allLost = round.allLost();
        if (whole != (allLost == 0 && !plain.rejectsTooMany())) {
            promises.violated(
                    "I6",
                    "%s with %s lost, %d in all rounds, %s"
                            .formatted(now.state(), lost, allLost, plain.allRecords()));
        }
        if (plain.rejectsTooMany() == (now.error() == null)) {
            promises.violated("I6", "the error is " + now.error() + " with " + plain.allRecords());
        }
        finished(now, round);
        byte[] answer = results.answer(now.id(), requireNonNull(now.result()));
        switch (finished) {
            case Finished.Done done ->
                    compare(answer, done.result().getBytes(StandardCharsets.UTF_8));
            case Finished.Next next ->
                    promises.violated(
                            "I15",
                            "answered, but the plain program asks for a further round: " + next);
        }
    }

    /// Checks the fold of a round that was finished.
    ///
    /// @param job the job's last row in that round
    void finished(Job job, RoundWitness round) {
        Accumulator folded = round.folded();
        TaskSet lost = folded.losses().tasks();
        for (Reason.Kind kind : List.of(Reason.Kind.INPUT_CHANGED, Reason.Kind.DEADLINE)) {
            if (!folded.losses().ofKind(kind).isEmpty()) {
                promises.violated("I6", job.state() + " with tasks lost as " + kind);
            }
        }
        if (round.allLost() > tolerated(job, round)) {
            promises.violated(
                    "I6",
                    "%d lost, but %d tolerated: %s"
                            .formatted(round.allLost(), tolerated(job, round), lost));
        }
        if (folded.done().size() + lost.size() != job.planned().tasks()) {
            promises.violated("I6", job.state() + ", but tasks are missing: " + folded.missing());
        }
        if (lost.isEmpty() && !folded.isBalanced(job.planned())) {
            promises.violated("I6", job.state() + ", but the ledger does not balance");
        }
        folded.done().stream()
                .filter(task -> round.evidence.starts(task) == 0)
                .findFirst()
                .ifPresent(task -> promises.violated("I2", "done, but never ran: task " + task));
    }

    /// Checks a seal.
    ///
    /// @param plain the plain program, after the same tasks as the fold
    void sealed(Seal seal, SequentialRun<?> plain) {
        boolean wrong =
                switch (seal) {
                    case Seal.Complete _ -> plain.rejectsTooMany();
                    case Seal.Rejected _ -> !plain.rejectsTooMany();
                    case Seal.Failed _, Seal.Cancelled _ -> false;
                };
        if (wrong) {
            promises.violated("I6", "sealed as " + seal + " with " + plain.records());
        }
    }

    /// Checks a write to the row of a job that had ended. Only a redrive may write such a row.
    ///
    /// @param folded the current accumulator, null while there is none
    void redriven(Job before, Job now, @Nullable Accumulator folded) {
        boolean replanned = before.plan() == null && before.round().number() > 0;
        State next = replanned ? State.ACCEPTED : State.RUNNING;
        if (now.state() != next || now.epoch() != before.epoch() + 1) {
            promises.violated(
                    "I5", "an ended job changed from " + before.state() + " to " + now.state());
        }
        boolean lostNothing = folded != null && folded.losses().isEmpty();
        if (before.state() == State.PARTIAL && lostNothing) {
            promises.violated("I11", "a job was redriven although nothing was lost");
        }
    }

    private void compare(byte[] answer, byte[] plain) {
        if (!stripped(answer).equals(stripped(plain))) {
            promises.violated(
                    "I3",
                    ("the answer differs from the plain program's: %s instead of %s;"
                                    + " does merge depend on the order, or does the codec lose data?")
                            .formatted(shown(answer), shown(plain)));
        }
        try {
            String text = new String(answer, StandardCharsets.UTF_8);
            Json.read("the answer", "{\"answer\":" + text + "}");
        } catch (UnreadableMessageException e) {
            promises.violated("I3", "finish returned no JSON document: " + shown(answer));
        }
    }

    // Attempts may differ in the blanks after the document.
    private static String stripped(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8).stripTrailing();
    }

    private static String shown(byte[] answer) {
        return shown(new String(answer, StandardCharsets.UTF_8));
    }

    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    // How many tasks the job may lose in all rounds so far.
    private static long tolerated(Job job, RoundWitness round) {
        long tasks = round.earlier().tasks() + job.planned().tasks();
        return job.request().options().tolerate().limit(tasks);
    }

    /// Checks a job that failed.
    ///
    /// @param round the job's last round
    /// @param due the job's deadline
    /// @param at the time of the failure
    void failed(Job now, RoundWitness round, Instant due, Instant at) {
        Accumulator accumulator = round.accumulator();
        Reason error = requireNonNull(now.error());
        boolean tooMany =
                now.plan() != null
                        && accumulator != null
                        && round.allLost() > tolerated(now, round);
        boolean justified =
                switch (error.kind()) {
                    case DEADLINE -> Evidence.isOverdue(due, at);
                    case INPUT_CHANGED -> isInputGone(now);
                    case INPUT ->
                            now.plan() == null
                                    ? isInputGone(now)
                                    : round.skips(now) || (tooMany && losesInput(accumulator));
                    case PERMANENT -> tooMany || isLastAllowed(now, round);
                    case BUDGET -> tooMany;
                    case EXHAUSTED, DEAD_LETTER, HOPS ->
                            tooMany
                                    || (error.text().startsWith("dispatch:")
                                            && round.evidence.hasDispatchDied())
                                    || (error.text().startsWith("finish:")
                                            && round.evidence.finishReceives(now.epoch())
                                                    >= Evidence.MAX_ATTEMPTS);
                };
        if (!justified && !failsToo(now, round, error)) {
            promises.violated("I6", "FAILED without a cause: " + error);
        }
    }

    private static boolean losesInput(@Nullable Accumulator accumulator) {
        return accumulator != null && !accumulator.losses().ofKind(Reason.Kind.INPUT).isEmpty();
    }

    // Whether the plain program has no plan or no answer for a reason of the same kind.
    private static boolean failsToo(Job now, RoundWitness round, Reason error) {
        SequentialRun<?> plain = round.freshProgram(now);
        Accumulator accumulator = round.accumulator();
        if (now.plan() == null) {
            return plain.refusal() == error.kind();
        }
        return accumulator != null
                && error.text().startsWith("finish:")
                && plain.unfinished(accumulator.done(), accumulator.losses().tasks())
                        == error.kind();
    }

    /// Whether the input version that the job pinned was deleted.
    boolean isInputGone(Job now) {
        return now.input() != null && gone.contains(now.input().version());
    }

    /// Whether the plain program asks for a further round, and the job may have no further round.
    static boolean isLastAllowed(Job now, RoundWitness round) {
        Accumulator folded = round.accumulator();
        return folded != null
                && folded.isSealed()
                && now.round().number() + 1 >= now.request().options().rounds()
                && round.freshProgram(now).finished(folded.done(), folded.losses().tasks())
                        instanceof Finished.Next;
    }
}
