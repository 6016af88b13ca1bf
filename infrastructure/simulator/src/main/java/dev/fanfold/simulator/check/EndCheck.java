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
import dev.fanfold.simulator.work.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Checks how a job ends: with the plain program's answer, or with a cause that is true.
final class EndCheck {
    private static final int MAX_SHOWN = 300;
    private final Function<Job, SequentialRun<?>> program;
    private final Results results;
    private final IntFunction<Behaviour> behaviour;
    private final Set<String> gone;
    private final Evidence evidence;
    private final Promises promises;

    /// @param gone versions of inputs that were deleted
    EndCheck(
            Function<Job, SequentialRun<?>> program,
            Results results,
            IntFunction<Behaviour> behaviour,
            Set<String> gone,
            Evidence evidence,
            Promises promises) {
        this.program = program;
        this.results = results;
        this.behaviour = behaviour;
        this.gone = gone;
        this.evidence = evidence;
        this.promises = promises;
    }

    /// Checks a job that ended with an answer.
    ///
    /// @param folded its current accumulator
    void answered(Job now, Accumulator folded) {
        TaskSet lost = folded.losses().tasks();
        if (folded.epoch() != now.epoch()) {
            promises.violated(
                    "I11", "epoch " + now.epoch() + " has an answer of epoch " + folded.epoch());
        }
        SequentialRun<?> plain = program.apply(now);
        byte[] answer = plain.answer(folded.done(), lost);
        boolean whole = now.state() == State.SUCCEEDED;
        if (whole != (lost.isEmpty() && !plain.rejectsTooMany())) {
            promises.violated("I6", now.state() + " with " + lost + " lost, " + plain.records());
        }
        if (plain.rejectsTooMany() == (now.error() == null)) {
            promises.violated("I6", "the error is " + now.error() + " with " + plain.records());
        }
        for (Reason.Kind kind : List.of(Reason.Kind.INPUT_CHANGED, Reason.Kind.DEADLINE)) {
            if (!folded.losses().ofKind(kind).isEmpty()) {
                promises.violated("I6", now.state() + " with tasks lost as " + kind);
            }
        }
        if (lost.size() > tolerated(now)) {
            promises.violated(
                    "I6", lost.size() + " lost, but " + tolerated(now) + " tolerated: " + lost);
        }
        if (folded.done().size() + lost.size() != now.planned().tasks()) {
            promises.violated("I6", now.state() + ", but tasks are missing: " + folded.missing());
        }
        if (whole && !folded.isBalanced(now.planned())) {
            promises.violated("I6", "SUCCEEDED, but the ledger does not balance");
        }
        folded.done().stream()
                .filter(task -> evidence.starts(task) == 0)
                .findFirst()
                .ifPresent(task -> promises.violated("I2", "done, but never ran: task " + task));
        compare(results.answer(now.id(), requireNonNull(now.result())), answer);
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

    /// Checks a write to the row of a job that had ended.
    ///
    /// @param folded the current accumulator, null while there is none
    void left(Job before, Job now, @Nullable Accumulator folded) {
        if (now.state() != State.RUNNING || now.epoch() != before.epoch() + 1) {
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
        String text = new String(answer, StandardCharsets.UTF_8);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static long tolerated(Job job) {
        return job.request().options().tolerate().limit(job.planned().tasks());
    }

    /// Checks a job that failed.
    ///
    /// @param accumulator the current accumulator, null while there is none
    /// @param due its deadline
    void failed(Job now, @Nullable Accumulator accumulator, Instant due, Instant at) {
        Reason error = requireNonNull(now.error());
        boolean tooMany =
                now.plan() != null
                        && accumulator != null
                        && accumulator.losses().tasks().size() > tolerated(now);
        boolean justified =
                switch (error.kind()) {
                    case DEADLINE -> Evidence.isOverdue(due, at);
                    case INPUT_CHANGED -> isInputGone(now);
                    case INPUT ->
                            now.plan() == null
                                    ? isInputGone(now)
                                    : skips(now) || (tooMany && losesInput(accumulator));
                    case PERMANENT, BUDGET -> tooMany;
                    case EXHAUSTED, DEAD_LETTER, HOPS ->
                            tooMany
                                    || (error.text().startsWith("dispatch:")
                                            && evidence.hasDispatchDied())
                                    || (error.text().startsWith("finish:")
                                            && evidence.finishReceipts(now.epoch())
                                                    >= Evidence.ATTEMPTS);
                };
        if (!justified && !failsToo(now, accumulator, error)) {
            promises.violated("I6", "FAILED without a cause: " + error);
        }
    }

    private static boolean losesInput(@Nullable Accumulator accumulator) {
        return accumulator != null && !accumulator.losses().ofKind(Reason.Kind.INPUT).isEmpty();
    }

    // Whether the plain program has no plan or no answer for a reason of the same kind.
    private boolean failsToo(Job now, @Nullable Accumulator accumulator, Reason error) {
        SequentialRun<?> plain = program.apply(now);
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

    private boolean skips(Job now) {
        return IntStream.range(0, now.planned().tasks())
                .anyMatch(task -> behaviour.apply(task) == Behaviour.SKIPS);
    }
}
