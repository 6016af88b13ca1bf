package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.FixedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// Counts bytes, or fails as the setting `mood` names. It is used to test what commands print.
public final class Fickle implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("fickle", "Counts bytes, or fails.")
                .with(
                        "mood",
                        "fine, poison (task 1 cannot be done) or meddling (the input changes)",
                        "fine")
                .reading("");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.bytes(job.pin(), 0, job.sliceBytes(), Map.of());
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        Pin input = ((Plan.Bytes) task.plan()).object();
        switch (task.settings().text("mood")) {
            case "poison" -> poison(task);
            case "meddling" ->
                    Files.writeString(Path.of(input.uri()), "!", StandardOpenOption.APPEND);
            default -> {}
        }
        try (var bytes = FixedRecords.of(task, 1)) {
            return bytes.worked(bytes.stream().count());
        }
    }

    private static void poison(Task task) {
        if (task.index() == 1) {
            throw new PermanentFailureException("poison in task 1");
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"bytes\":" + total + "}");
    }
}
