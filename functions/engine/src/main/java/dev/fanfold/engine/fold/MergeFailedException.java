package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.workload.InvalidInputException;
import java.util.Objects;

/// The workload's own code threw while it planned, merged, encoded or rendered.
///
/// Only its job fails.
public final class MergeFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private MergeFailedException(String text, Throwable cause) {
        super(text, cause);
    }

    /// The failure of a step of the workload.
    ///
    /// @param step what the workload did, for example "merge"
    /// @throws VirtualMachineError if the cause is one, because then the process is broken and not
    ///   the workload; a recursion that is too deep is the workload's own failure
    public static MergeFailedException of(String step, String workload, Throwable cause) {
        return switch (cause) {
            case InvalidInputException fault ->
                    new MergeFailedException(String.valueOf(fault.getMessage()), fault);
            case StackOverflowError deep -> threw(step, workload, deep);
            case VirtualMachineError broken -> throw broken;
            default -> threw(step, workload, cause);
        };
    }

    private static MergeFailedException threw(String step, String workload, Throwable cause) {
        return new MergeFailedException(
                step + " of " + workload + " threw " + Trace.summary(cause), cause);
    }

    /// What the workload threw.
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }

    /// Why the job fails.
    public Reason reason() {
        var kind =
                getCause() instanceof InvalidInputException
                        ? Reason.Kind.INPUT
                        : Reason.Kind.PERMANENT;
        return new Reason(kind, String.valueOf(getMessage()));
    }
}
