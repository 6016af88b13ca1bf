package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InputChanged;
import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import org.jspecify.annotations.Nullable;

/// Tells failures that trying again may mend from those that it cannot.
final class Failures {
    private Failures() {}

    /// What a task that threw comes to.
    static <P> TaskRun<P> of(int task, int attempt, int hops, Throwable cause) {
        return switch (cause) {
            // The task's own recursion, not the environment's trouble.
            case StackOverflowError deep ->
                    transientOne(task, attempt, hops, Trace.summary(deep), noted(deep));
            // The environment itself is in trouble: let it die, and the messages come back.
            case VirtualMachineError broken -> throw broken;
            case InvalidInputException fault ->
                    new TaskRun.Lost<>(task, attempt, reason(fault), noted(fault));
            case MergeFailed broken ->
                    new TaskRun.Lost<>(task, attempt, broken.reason(), noted(broken.thrown()));
            case PermanentFailureException failure ->
                    lost(task, attempt, Reason.Kind.PERMANENT, text(failure), noted(failure));
            case OpeningFailedException closed ->
                    transientOne(task, attempt, hops, text(closed), noted(closed.thrown()));
            // Of a class that could not be loaded only its cause says why.
            case LinkageError broken when broken.getCause() != null ->
                    transientOne(
                            task,
                            attempt,
                            hops,
                            Trace.summary(broken) + ", by " + Trace.summary(broken.getCause()),
                            noted(broken));
            default -> transientOne(task, attempt, hops, Trace.summary(cause), noted(cause));
        };
    }

    /// The trace of what the workload threw, which the log line tells as well.
    static Trace noted(Throwable thrown) {
        Trace trace = Trace.of(thrown);
        Tally.threw(trace.hash(), thrown);
        return trace;
    }

    /// Why a request or its input is at fault.
    static Reason reason(InvalidInputException fault) {
        return new Reason(
                fault instanceof InputChanged ? Reason.Kind.INPUT_CHANGED : Reason.Kind.INPUT,
                text(fault));
    }

    /// A failure that trying again may mend: unless this was the last attempt.
    ///
    /// @param trace what was thrown, null when nothing was
    static <P> TaskRun<P> transientOne(
            int task, int attempt, int hops, String why, @Nullable Trace trace) {
        return attempt >= Attempts.MOST
                ? lost(task, attempt, Reason.Kind.EXHAUSTED, why, trace)
                : new TaskRun.Again<>(task, attempt + 1, hops, true, why, trace);
    }

    private static <P> TaskRun<P> lost(
            int task, int attempt, Reason.Kind kind, String text, @Nullable Trace trace) {
        return new TaskRun.Lost<>(task, attempt, new Reason(kind, text), trace);
    }

    private static String text(Throwable cause) {
        try {
            return cause.getMessage() == null ? Trace.summary(cause) : cause.getMessage();
        } catch (RuntimeException | AssertionError unreadable) {
            return Trace.summary(cause); // an author's exception may throw when it is asked
        }
    }
}
