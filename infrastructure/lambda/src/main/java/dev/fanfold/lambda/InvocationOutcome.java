package dev.fanfold.lambda;

import org.jspecify.annotations.Nullable;

/// The outcome of an invocation.
public sealed interface InvocationOutcome {
    /// The handler returned.
    ///
    /// @param response what the handler returned
    record Returned(@Nullable Object response) implements InvocationOutcome {}

    record Threw(Throwable error) implements InvocationOutcome {}

    /// The environment died, because of its time limit or a fault.
    record Died(String why) implements InvocationOutcome {}
}
