package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The context that Lambda passes to a handler.
///
/// @param arn the ARN of the function, without a version
/// @param logStream the name of the environment's log stream
/// @param memoryMib the memory of the function, in MiB
/// @param remainingMillis supplies the milliseconds until the time limit; negative after it
public record InvocationContext(
        String requestId,
        String arn,
        String logStream,
        int memoryMib,
        IntSupplier remainingMillis,
        LambdaLogger logger)
        implements Context {
    private static final String FUNCTION = "function:";

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + getFunctionName();
    }

    @Override
    public String getLogStreamName() {
        return logStream;
    }

    @Override
    public String getFunctionName() {
        return Arn.resource(arn).substring(FUNCTION.length());
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return arn;
    }

    @Override
    @SuppressWarnings("NullAway") // Lambda returns null unless a mobile app is the caller
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.max(0, remainingMillis.getAsInt());
    }

    @Override
    public int getMemoryLimitInMB() {
        return memoryMib;
    }

    @Override
    public LambdaLogger getLogger() {
        return logger;
    }
}
