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

/// A workload with an input, whose plan and work are functions of the test.
record OwnWorkload(PlanFunction planFunction, TaskFunction taskFunction) implements Summing {
    static final Path TEMPLATE = Path.of("../../template.yaml");

    /// The work of a task, as a test defines it.
    interface TaskFunction {
        TaskResult<Long> work(Task task) throws Exception;
    }

    /// The plan of a job, as a test defines it.
    interface PlanFunction {
        Plan plan(Planning job) throws Exception;
    }

    @Override
    public Definition definition() {
        return Definition.of("own", "Adds something up.").reading();
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        return planFunction.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        return taskFunction.work(task);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"total\":" + total + "}");
    }

    static WorkloadTest over(String text, PlanFunction planFunction, TaskFunction taskFunction) {
        return WorkloadTest.of(new OwnWorkload(planFunction, taskFunction), TEMPLATE).input(text);
    }

    static WorkloadLaws laws(PlanFunction planFunction, TaskFunction taskFunction) {
        return WorkloadLaws.of(new OwnWorkload(planFunction, taskFunction));
    }

    static String lines(String format) {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(number -> format.formatted(number) + "\n")
                .collect(Collectors.joining());
    }

    static TaskResult<Long> lineHashes(Task task) throws IOException {
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
