package dev.fanfold.lambda;

import org.jspecify.annotations.Nullable;

/// How an invocation ended.
public sealed interface InvocationOutcome {
    /// It came back.
    ///
    /// @param response what the handler returned
    record Returned(@Nullable Object response) implements InvocationOutcome {}

    record Threw(Throwable error) implements InvocationOutcome {}

    /// The environment died, at its time limit or by a fault.
    record Died(String why) implements InvocationOutcome {}
}
