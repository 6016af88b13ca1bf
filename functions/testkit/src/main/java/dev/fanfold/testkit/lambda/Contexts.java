package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfold.lambda.InvocationContext;

/// Invocation contexts for tests. The time left does not change.
public final class Contexts {
    private static final int TWO_MINUTES = 120_000;
    private static final int MEMORY = 1_769;

    private Contexts() {}

    /// A context with two minutes left and a log that no test reads.
    public static InvocationContext plenty() {
        return left(TWO_MINUTES);
    }

    /// A context with this many milliseconds left.
    public static InvocationContext left(int millis) {
        return context(millis, new RecordedLog());
    }

    /// A context with two minutes left. `logger` keeps the logged lines.
    public static InvocationContext logging(LambdaLogger logger) {
        return context(TWO_MINUTES, logger);
    }

    private static InvocationContext context(int millis, LambdaLogger logger) {
        return new InvocationContext(
                "00000000-0000-0000-0000-000000000000",
                "arn:aws:lambda:us-east-1:123456789012:function:test",
                "test",
                MEMORY,
                () -> millis,
                logger);
    }
}
