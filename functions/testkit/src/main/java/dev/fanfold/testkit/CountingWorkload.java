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

/// A workload that counts the units that its tasks cover.
///
/// @param readsInput true counts the bytes of an input; false counts the numbers from 0 to below
///   the setting `below`
public record CountingWorkload(String name, boolean readsInput) implements Summing {
    @Override
    public Definition definition() {
        return readsInput
                ? Definition.of(name, "Counts bytes.").reading("give another file")
                : Definition.of(name, "Counts numbers.").with("below", "count up to here");
    }

    @Override
    public Plan plan(Planning job) {
        return readsInput
                ? Plan.bytes(job.pin(), 0, 10, java.util.Map.of())
                : Plan.numbers(0, job.settings().number("below"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        if (!readsInput) {
            return TaskResult.all(task, task.slice().size());
        }
        try (var bytes = FixedRecords.of(task, 1)) {
            return bytes.worked(bytes.stream().count());
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"count\": " + total + "}");
    }
}
