package dev.fanfold.local.gateway;

import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.local.function.FunctionPool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Invokes functions and waits for their results.
final class Invoker {
    /// The maximum size of an event and of a response:
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    static final int MAX_BYTES = 6 * 1024 * 1024;

    private final Map<String, FunctionPool> functions;

    /// @param functions the functions by their names
    Invoker(Map<String, FunctionPool> functions) {
        this.functions = Map.copyOf(functions);
    }

    /// The result of an invocation.
    sealed interface Result {
        /// The function returned.
        ///
        /// @param json the response as maps, lists, strings, numbers, booleans or null
        record Returned(@Nullable Object json) implements Result {}

        /// The function threw, or its environment died, or its response cannot be written as JSON
        /// or is too large.
        ///
        /// @param message what the function threw, or what failed
        record Failed(String message) implements Result {}

        /// The function has not ended in time. It continues, but its outcome is ignored.
        record TimedOut() implements Result {}

        /// The function is at its concurrency limit, so it was not invoked.
        record Throttled() implements Result {}

        /// The event is larger than [#MAX_BYTES], so the function was not invoked.
        record TooLarge() implements Result {}
    }

    /// The function of this name, which must exist.
    FunctionPool function(String name) {
        FunctionPool function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("no function " + name + " among " + functions.keySet());
        }
        return function;
    }

    /// Invokes a function and waits for its result.
    ///
    /// @param textLength the number of characters of the event's body, 0 if it has none
    /// @param timeout how long to wait
    Result invoke(String name, Object event, int textLength, Duration timeout)
            throws InterruptedException {
        // A character has at most six bytes in JSON. So a body of up to an eighth of the limit
        // takes at most six eighths of it, and the event need not be measured.
        if (textLength > MAX_BYTES / 8 && LambdaJson.write(event).length > MAX_BYTES) {
            return new Result.TooLarge();
        }
        FunctionPool function = function(name);
        CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
        if (!function.invokeNow(event, outcome::complete)) {
            return new Result.Throttled();
        }
        try {
            return result(function, outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Result.TimedOut();
        } catch (ExecutionException impossible) { // the future never completes exceptionally
            throw new IllegalStateException(impossible);
        }
    }

    private static Result result(FunctionPool function, InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Died died -> new Result.Failed(died.why());
            case InvocationOutcome.Threw threw ->
                    new Result.Failed(String.valueOf(threw.error().getMessage()));
            case InvocationOutcome.Returned returned -> returned(function, returned.response());
        };
    }

    private static Result returned(FunctionPool function, @Nullable Object response) {
        byte[] json;
        try {
            json = LambdaJson.write(response);
        } catch (RuntimeException unwritable) { // on Lambda the invocation would fail too
            function.log("its response cannot be serialized to JSON: " + unwritable);
            return new Result.Failed(unwritable.toString());
        }
        if (json.length > MAX_BYTES) {
            String why = "its response has " + json.length + " bytes, more than " + MAX_BYTES;
            function.log(why);
            return new Result.Failed(why);
        }
        return new Result.Returned(LambdaJson.read(json));
    }
}
