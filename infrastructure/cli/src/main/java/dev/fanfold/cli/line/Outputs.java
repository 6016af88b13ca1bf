package dev.fanfold.cli.line;

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
                    "Pools", "FANFOLD_POOLS");

    private Outputs() {}

    /// The environment variables that name the application's parts.
    ///
    /// @param value of the output of this name; may throw when there is none
    public static Map<String, String> environment(UnaryOperator<String> value) {
        var environment = new LinkedHashMap<String, String>();
        VARIABLES.forEach((output, variable) -> environment.put(variable, value.apply(output)));
        return environment;
    }
}
