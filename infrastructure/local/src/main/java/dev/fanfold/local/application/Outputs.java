package dev.fanfold.local.application;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What a function of the application is told, by the outputs of its template that say it.
public final class Outputs {
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "JobsTable", "FANFOLD_JOBS_TABLE",
                    "ReportsTable", "FANFOLD_REPORTS_TABLE",
                    "InboxBucket", "FANFOLD_INBOX_BUCKET",
                    "ResultsBucket", "FANFOLD_RESULTS_BUCKET",
                    "DispatchQueueUrl", "FANFOLD_DISPATCH_QUEUE_URL",
                    "Application", "FANFOLD_APPLICATION");

    /// Those that an application need not have, because it has no API.
    private static final Map<String, String> OF_THE_API =
            Map.of("ApiFunction", "FANFOLD_API_FUNCTION");

    private Outputs() {}

    /// The environment variables that name the application's parts.
    ///
    /// @param outputs of the application, by name
    /// @param value of the output of this name; may throw when there is none
    public static Map<String, String> environment(
            Map<String, String> outputs, UnaryOperator<String> value) {
        var environment = new LinkedHashMap<String, String>();
        VARIABLES.forEach((output, variable) -> environment.put(variable, value.apply(output)));
        OF_THE_API.forEach((output, variable) -> {
            if (outputs.containsKey(output)) {
                environment.put(variable, outputs.get(output));
            }
        });
        return environment;
    }
}
