package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.workload.InvalidInputException;
import java.util.Objects;

/// The workload could not plan, merge what its tasks found, write it as bytes or show it: its job
/// fails, nobody else's.
public final class MergeFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private MergeFailedException(String text, Throwable cause) {
        super(text, cause);
    }

    /// What comes of it that this threw.
    ///
    /// @param step what the workload did: "merge", say
    /// @throws VirtualMachineError when the cause is one: then the process is in trouble, and not
    ///   the workload, as it is when its recursion is too deep
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
