package dev.fanfold.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A handler that runs the script that a test set for its function.
public final class ScriptedHandler implements RequestHandler<Object, @Nullable Object> {
    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();
    private final Map<String, String> variables;

    public ScriptedHandler(Map<String, String> variables) {
        this.variables = variables;
    }

    /// The code of an invocation; `variables` are its environment variables.
    interface Script {
        @Nullable Object run(Object event, Context context, Map<String, String> variables)
                throws Exception;
    }

    static void script(String function, Script script) {
        SCRIPTS.put(function, script);
    }

    @Override
    public @Nullable Object handleRequest(Object event, Context context) {
        Script script = SCRIPTS.get(variables.get("AWS_LAMBDA_FUNCTION_NAME"));
        if (script == null) {
            throw new IllegalStateException("no script for " + variables);
        }
        try {
            return script.run(event, context, variables);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
