package dev.fanfold.local.application;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The environment variables of the application's functions, from its outputs.
public final class Outputs {
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "JobsTable", "FANFOLD_JOBS_TABLE",
                    "ReportsTable", "FANFOLD_REPORTS_TABLE",
                    "InboxBucket", "FANFOLD_INBOX_BUCKET",
                    "ResultsBucket", "FANFOLD_RESULTS_BUCKET",
                    "DispatchQueueUrl", "FANFOLD_DISPATCH_QUEUE_URL",
                    "Application", "FANFOLD_APPLICATION");

    /// The optional outputs. An application without an API does not have them.
    private static final Map<String, String> API_VARIABLES =
            Map.of("ApiFunction", "FANFOLD_API_FUNCTION");

    private Outputs() {}

    /// The environment variables that name the application's resources.
    ///
    /// @param outputs the outputs of the application by name
    /// @param value the output of a given name; may throw if there is none
    public static Map<String, String> environment(
            Map<String, String> outputs, UnaryOperator<String> value) {
        var environment = new LinkedHashMap<String, String>();
        VARIABLES.forEach((output, variable) -> environment.put(variable, value.apply(output)));
        API_VARIABLES.forEach((output, variable) -> {
            if (outputs.containsKey(output)) {
                environment.put(variable, outputs.get(output));
            }
        });
        return environment;
    }
}
