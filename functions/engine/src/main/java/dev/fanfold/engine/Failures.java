package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;

/// Separates transient failures from permanent ones, and notes what workloads throw.
final class Failures {
    private Failures() {}

    /// The result of an attempt that threw.
    ///
    /// @param attempt the number of this attempt, from 1
    /// @param hops how often its work was requeued before
    /// @throws VirtualMachineError if the environment is broken
    static <R> Try<R> of(int attempt, int hops, Throwable cause) {
        return switch (cause) {
            // The task's own recursion is too deep. The environment is healthy.
            case StackOverflowError overflow ->
                    Try.failed(attempt, hops, Trace.summary(overflow), note(overflow));
            // The environment is broken, for example out of memory. It must end, and the messages
            // return to their queue.
            case VirtualMachineError broken -> throw broken;
            case InvalidInputException invalid ->
                    new Try.Lost<>(attempt, reason(invalid), note(invalid));
            case MergeFailedException failed ->
                    new Try.Lost<>(attempt, failed.reason(), note(failed.thrown()));
            case PermanentFailureException failure ->
                    new Try.Lost<>(attempt, reason(failure), note(failure));
            case OpeningFailedException notOpened ->
                    Try.failed(attempt, hops, text(notOpened), note(notOpened.thrown()));
            // If a class could not be loaded, only the cause says why.
            case LinkageError notLinked when notLinked.getCause() != null ->
                    Try.failed(
                            attempt,
                            hops,
                            Trace.summary(notLinked)
                                    + ", by "
                                    + Trace.summary(notLinked.getCause()),
                            note(notLinked));
            default -> Try.failed(attempt, hops, Trace.summary(cause), note(cause));
        };
    }

    /// Notes what the workload threw, for the log line, and returns its trace.
    static Trace note(Throwable thrown) {
        Trace trace = Trace.of(thrown);
        Counters.noteThrown(trace.hash(), thrown);
        return trace;
    }

    /// The reason why a task or job with this invalid request or input fails.
    static Reason reason(InvalidInputException invalid) {
        return new Reason(
                invalid instanceof InputChangedException
                        ? Reason.Kind.INPUT_CHANGED
                        : Reason.Kind.INPUT,
                text(invalid));
    }

    /// The reason why a task or job with this failure fails.
    static Reason reason(PermanentFailureException failure) {
        return new Reason(Reason.Kind.PERMANENT, text(failure));
    }

    private static String text(Throwable cause) {
        try {
            return cause.getMessage() == null ? Trace.summary(cause) : cause.getMessage();
        } catch (RuntimeException | AssertionError unreadable) {
            return Trace.summary(cause); // the `getMessage` of a workload's exception may throw
        }
    }
}
