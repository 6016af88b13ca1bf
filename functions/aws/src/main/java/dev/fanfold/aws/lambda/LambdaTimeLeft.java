package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;

/// The time that an invocation has left, as Lambda reports it.
public final class LambdaTimeLeft {
    private LambdaTimeLeft() {}

    public static TimeLeft of(Context context) {
        return () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
