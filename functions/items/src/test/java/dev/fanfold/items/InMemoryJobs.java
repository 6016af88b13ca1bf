package dev.fanfold.items;

import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Jobs of item workloads on ports in memory.
final class InMemoryJobs {
    private static final URI INPUT = URI.create("mem:/input");

    private InMemoryJobs() {}

    /// Submits a job over these lines.
    static JobId submit(
            InMemoryApplication application, String workload, List<String> lines, int slice) {
        return submit(application, workload, Map.of(), String.join("\n", lines), slice);
    }

    /// Submits a job over this text. All of its items may fail.
    static JobId submit(
            InMemoryApplication application,
            String workload,
            Map<String, String> settings,
            String text,
            int slice) {
        application.source.put(INPUT, text);
        var options =
                new JobOptions(
                        Tolerance.NONE,
                        new Tolerance("100%"),
                        1,
                        slice,
                        10,
                        Duration.ofDays(1),
                        JobOptions.DEFAULT_ROUNDS);
        var request = new JobRequest(workload, JobSettings.of(settings), options, INPUT, "me", 0);
        return application.dispatcher.submitAgain(request).job().id();
    }

    /// The text of the last output with this name; empty if there is none.
    static Optional<String> output(InMemoryApplication application, JobId id, String name)
            throws IOException {
        var queries = new OutputQueries(application.ports);
        Job job = application.job(id);
        Optional<Output> output =
                queries.list(job)
                        .filter(one -> one.name().equals(name))
                        .reduce((_, later) -> later);
        if (output.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = queries.open(job, output.get(), 0)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
