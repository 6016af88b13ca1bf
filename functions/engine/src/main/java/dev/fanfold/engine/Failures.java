package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InputChanged;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.work.PermanentFailure;

/// Tells failures that trying again may mend from those that it cannot.
final class Failures {
    private Failures() {}

    /// What a task that threw comes to.
    static <P> TaskRun<P> of(int task, int attempt, int hops, Throwable cause) {
        return switch (cause) {
            // The task's own recursion, not the environment's trouble.
            case StackOverflowError deep -> transientOne(task, attempt, hops, deep.toString());
            // The environment itself is in trouble: let it die, and the messages come back.
            case VirtualMachineError broken -> throw broken;
            case InputFault fault -> new TaskRun.Lost<>(task, attempt, reason(fault));
            case MergeFailed broken -> new TaskRun.Lost<>(task, attempt, broken.reason());
            case PermanentFailure failure ->
                    lost(task, attempt, Reason.Kind.PERMANENT, text(failure));
            // Of a class that could not be loaded only its cause says why.
            case LinkageError broken when broken.getCause() != null ->
                    transientOne(task, attempt, hops, broken + ", by " + broken.getCause());
            default -> transientOne(task, attempt, hops, cause.toString());
        };
    }

    /// Why a request or its input is at fault.
    static Reason reason(InputFault fault) {
        return new Reason(
                fault instanceof InputChanged ? Reason.Kind.INPUT_CHANGED : Reason.Kind.INPUT,
                text(fault));
    }

    /// A failure that trying again may mend: unless this was the last attempt.
    static <P> TaskRun<P> transientOne(int task, int attempt, int hops, String why) {
        return attempt >= Attempts.MOST
                ? lost(task, attempt, Reason.Kind.EXHAUSTED, why)
                : new TaskRun.Again<>(task, attempt + 1, hops, true, why);
    }

    private static <P> TaskRun<P> lost(int task, int attempt, Reason.Kind kind, String text) {
        return new TaskRun.Lost<>(task, attempt, new Reason(kind, text));
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
