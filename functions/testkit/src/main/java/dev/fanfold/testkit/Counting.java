package dev.fanfold.testkit;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.FixedRecords;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;

/// The simplest workload: counts what its tasks cover.
///
/// @param reads whether it counts the bytes of an input; otherwise numbers below its setting
///   `below`
public record Counting(String name, boolean reads) implements Summing {
    @Override
    public Definition definition() {
        return reads
                ? Definition.of(name, "Counts bytes.").reading("give another file")
                : Definition.of(name, "Counts numbers.").with("below", "count up to here");
    }

    @Override
    public Plan plan(Planning job) {
        return reads
                ? Plan.bytes(job.pin(), 0, 10, java.util.Map.of())
                : Plan.numbers(0, job.settings().number("below"), 1);
    }

    @Override
    public Worked<Long> work(Task task) throws IOException {
        if (!reads) {
            return Worked.all(task, task.slice().size());
        }
        try (var bytes = FixedRecords.of(task, 1)) {
            return bytes.worked(bytes.stream().count());
        }
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"count\": " + total + "}";
    }
}
