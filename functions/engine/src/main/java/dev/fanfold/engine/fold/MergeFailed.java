package dev.fanfold.engine.fold;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.outcome.Reason;

/// The workload could not merge what its tasks found: its job fails, nobody else's.
public final class MergeFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MergeFailed(String workload, RuntimeException cause) {
        super(
                cause instanceof InputFault
                        ? cause.getMessage()
                        : "merge of " + workload + " threw " + cause,
                cause);
    }

    /// Why the job fails.
    public Reason reason() {
        var kind = getCause() instanceof InputFault ? Reason.Kind.INPUT : Reason.Kind.PERMANENT;
        return new Reason(kind, String.valueOf(getMessage()));
    }
}
