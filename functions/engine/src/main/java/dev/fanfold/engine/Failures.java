package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;

/// Separates failures that a retry may cure from permanent ones.
final class Failures {
    private Failures() {}

    /// The result of an attempt that threw.
    static <R> Try<R> of(int attempt, int hops, Throwable cause) {
        return switch (cause) {
            // The task's own recursion. The environment is healthy.
            case StackOverflowError deep ->
                    Try.failed(attempt, hops, Trace.summary(deep), noted(deep));
            // The environment is broken. It must die, and the messages return to their queue.
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
            // If a class could not be loaded, only the cause says why.
            case LinkageError broken when broken.getCause() != null ->
                    Try.failed(
                            attempt,
                            hops,
                            Trace.summary(broken) + ", by " + Trace.summary(broken.getCause()),
                            noted(broken));
            default -> Try.failed(attempt, hops, Trace.summary(cause), noted(cause));
        };
    }

    /// The trace of what the workload threw. It is also noted for the log line.
    static Trace noted(Throwable thrown) {
        Trace trace = Trace.of(thrown);
        Counters.threw(trace.hash(), thrown);
        return trace;
    }

    /// The reason of an invalid request or input.
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
            return Trace.summary(cause); // the `getMessage` of a workload's exception may throw
        }
    }
}
