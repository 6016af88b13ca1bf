package dev.fanfold.cli;

import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.FixedRecords;
import dev.fanfold.engine.work.PermanentFailure;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// Counts bytes, and goes wrong as told: what a command makes of it is the test.
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
    public Worked<Long> work(Task task) throws IOException {
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
            throw new PermanentFailure("poison in task 1");
        }
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"bytes\":" + total + "}";
    }
}
