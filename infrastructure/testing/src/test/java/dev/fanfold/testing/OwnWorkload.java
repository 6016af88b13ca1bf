package dev.fanfold.testing;

import dev.fanfold.messages.Json;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A workload over an input, with the cut and the work of a test.
record OwnWorkload(Cutting cutting, Doing doing) implements Summing {
    static final Path TEMPLATE = Path.of("../../template.yaml");

    /// The work of a task.
    interface Doing {
        TaskResult<Long> work(Task task) throws Exception;
    }

    /// The cut of a job.
    interface Cutting {
        Plan plan(Planning job) throws Exception;
    }

    @Override
    public Definition definition() {
        return Definition.of("own", "Adds something up.").reading();
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        return cutting.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        return doing.work(task);
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"total\":" + total + "}";
    }

    static WorkloadTest over(String text, Cutting cutting, Doing doing) {
        return WorkloadTest.of(new OwnWorkload(cutting, doing), TEMPLATE).input(text);
    }

    static WorkloadLaws laws(Cutting cutting, Doing doing) {
        return WorkloadLaws.of(new OwnWorkload(cutting, doing));
    }

    static String lines(String format) {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(number -> format.formatted(number) + "\n")
                .collect(Collectors.joining());
    }

    static TaskResult<Long> characters(Task task) throws IOException {
        try (var lines = Lines.of(task)) {
            return lines.worked(lines.stream().mapToLong(String::hashCode).sum());
        }
    }

    static TaskResult<Long> ids(Task task) throws IOException {
        try (var lines = JsonLines.of(task)) {
            return lines.worked(
                    lines.stream().mapToLong(line -> Json.read("a line", line).number("id")).sum());
        }
    }
}
