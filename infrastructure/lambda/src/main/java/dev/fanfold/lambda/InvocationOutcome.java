package dev.fanfold.lambda;

import org.jspecify.annotations.Nullable;

/// The outcome of an invocation.
public sealed interface InvocationOutcome {
    /// The handler returned.
    ///
    /// @param response what the handler returned
    record Returned(@Nullable Object response) implements InvocationOutcome {}

    /// The handler threw an exception or an error.
    record Threw(Throwable error) implements InvocationOutcome {}

    /// The environment died, for example because the handler exceeded its time limit.
    record Died(String why) implements InvocationOutcome {}
}
