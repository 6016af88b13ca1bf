package dev.fanfold.testkit;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.FixedRecords;
import java.io.IOException;

/// The simplest workload: counts the units that its tasks cover.
///
/// @param reads whether it counts the bytes of an input; otherwise it counts numbers below its
///   setting `below`
public record CountingWorkload(String name, boolean reads) implements Summing {
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
    public TaskResult<Long> work(Task task) throws IOException {
        if (!reads) {
            return TaskResult.all(task, task.slice().size());
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
