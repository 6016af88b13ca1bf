package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.workload.InvalidInputException;
import java.util.Objects;

/// The workload's plan, merge, codec, preview, table or redrive threw an exception.
///
/// The workload is the cause, so a task or job of it fails, and the function continues with others.
public final class MergeFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private MergeFailedException(String text, Throwable cause) {
        super(text, cause);
    }

    /// The failure of a method of the workload.
    ///
    /// @param step the name of the method, for example "merge"
    /// @throws VirtualMachineError if the cause is a [VirtualMachineError], because then the
    ///   process is broken; except for a [StackOverflowError], which is the workload's own failure
    public static MergeFailedException of(String step, String workload, Throwable cause) {
        return switch (cause) {
            case InvalidInputException invalid ->
                    new MergeFailedException(String.valueOf(invalid.getMessage()), invalid);
            case StackOverflowError overflow -> failed(step, workload, overflow);
            case VirtualMachineError error -> throw error;
            default -> failed(step, workload, cause);
        };
    }

    private static MergeFailedException failed(String step, String workload, Throwable cause) {
        return new MergeFailedException(
                step + " of " + workload + " threw " + Trace.summary(cause), cause);
    }

    /// What the workload threw.
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }

    /// The reason why the task or the job fails.
    public Reason reason() {
        var kind =
                getCause() instanceof InvalidInputException
                        ? Reason.Kind.INPUT
                        : Reason.Kind.PERMANENT;
        return new Reason(kind, String.valueOf(getMessage()));
    }
}
