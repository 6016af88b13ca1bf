package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfold.lambda.InvocationContext;

/// Contexts of invocations in tests: the time that is left stands still.
public final class Contexts {
    private static final int TWO_MINUTES = 120_000;
    private static final int MEMORY = 1_769;

    private Contexts() {}

    /// Two minutes are left, and nobody reads what is logged.
    public static InvocationContext plenty() {
        return left(TWO_MINUTES);
    }

    /// So many milliseconds are left.
    public static InvocationContext left(int millis) {
        return context(millis, new RecordedLog());
    }

    /// Two minutes are left, and `logger` keeps what is logged.
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
