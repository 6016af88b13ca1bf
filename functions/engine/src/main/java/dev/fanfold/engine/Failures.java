package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;

/// Tells failures that trying again may mend from those that it cannot.
final class Failures {
    private Failures() {}

    /// What a try that threw comes to.
    static <R> Try<R> of(int attempt, int hops, Throwable cause) {
        return switch (cause) {
            // The task's own recursion, not the environment's trouble.
            case StackOverflowError deep ->
                    Try.failed(attempt, hops, Trace.summary(deep), noted(deep));
            // The environment itself is in trouble: let it die, and the messages come back.
            case VirtualMachineError broken -> throw broken;
            case InvalidInputException fault ->
                    new Try.Lost<>(attempt, reason(fault), noted(fault));
            case MergeFailedException broken ->
                    new Try.Lost<>(attempt, broken.reason(), noted(broken.thrown()));
            case PermanentFailureException failure ->
                    new Try.Lost<>(
                            attempt,
                            new Reason(Reason.Kind.PERMANENT, text(failure)),
                            noted(failure));
            case OpeningFailedException closed ->
                    Try.failed(attempt, hops, text(closed), noted(closed.thrown()));
            // Of a class that could not be loaded only its cause says why.
            case LinkageError broken when broken.getCause() != null ->
                    Try.failed(
                            attempt,
                            hops,
                            Trace.summary(broken) + ", by " + Trace.summary(broken.getCause()),
                            noted(broken));
            default -> Try.failed(attempt, hops, Trace.summary(cause), noted(cause));
        };
    }

    /// The trace of what the workload threw, which the log line tells as well.
    static Trace noted(Throwable thrown) {
        Trace trace = Trace.of(thrown);
        Counters.threw(trace.hash(), thrown);
        return trace;
    }

    /// Why a request or its input is at fault.
    static Reason reason(InvalidInputException fault) {
        return new Reason(
                fault instanceof InputChangedException
                        ? Reason.Kind.INPUT_CHANGED
                        : Reason.Kind.INPUT,
                text(fault));
    }

    private static String text(Throwable cause) {
        try {
            return cause.getMessage() == null ? Trace.summary(cause) : cause.getMessage();
        } catch (RuntimeException | AssertionError unreadable) {
            return Trace.summary(cause); // an author's exception may throw when it is asked
        }
    }
}
