package dev.fanfold.testing;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.SummingMap;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The workload with a redrive of its own that docs/writing-a-workload.md shows.
public final class Present implements SummingMap {
    @Override
    public Definition definition() {
        return Definition.of("present", "Counts the files that are missing.")
                .with("files", "their paths, separated by commas");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, files(job.settings(), job.round()).length, 1);
    }

    @Override
    public TaskResult<Map<String, Long>> work(Task task) {
        String file = files(task.settings(), task.round())[task.index()];
        if (Files.exists(Path.of(file))) {
            return TaskResult.all(task, Map.of());
        }
        var rejection = new Records.Rejection(file, 0, "it is missing");
        return new TaskResult<>(
                Map.of(file, 1L),
                Coverage.of(task.slice().from(), task.slice().to(), 1),
                new Records(1, 1, List.of(rejection)));
    }

    @Override
    public Finished finish(Map<String, Long> missing, Finishing job) {
        return Finished.done("{\"missing\": %d}".formatted(missing.size()));
    }

    // A further round looks for the missing files again. They were counted as read and rejected.
    @Override
    public Optional<Finished.Next> redrive(Map<String, Long> missing, Finishing job) {
        var again = new Records(missing.size(), missing.size(), List.of());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finished.Next(String.join(",", missing.keySet()), null, again));
    }

    private static String[] files(JobSettings settings, Round round) {
        return (round.number() == 0 ? settings.text("files") : round.input()).split(",");
    }
}
