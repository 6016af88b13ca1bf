package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Each task writes two files. The answer of the second and last round is the list of both rounds'
/// files with their contents, as the finish and the tasks read them.
final class Files implements Summing {
    /// What a task does instead of writing its files, or before.
    interface Behaviour {
        void run(Task task) throws Exception;
    }

    Behaviour behaviour = _ -> {};
    int tasks = 4;
    boolean writesFiles = true;

    static JobRequest request(int pack, String tolerate, int run) {
        var options =
                new JobOptions(
                        new Tolerance(tolerate),
                        JobOptions.DEFAULT_REJECT,
                        pack,
                        0,
                        10,
                        Duration.ofHours(1));
        return new JobRequest("files", JobSettings.of(Map.of()), options, null, "me", run);
    }

    @Override
    public Definition definition() {
        return Definition.of("files", "Writes files.");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, tasks, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        behaviour.run(task);
        String before = task.round().number() > 0 && task.index() == 0 ? text(task.previous()) : "";
        for (String name : writesFiles ? List.of("b", "a") : List.<String>of()) {
            try (OutputStream out = task.output(name)) {
                out.write(
                        "%s%d.%d"
                                .formatted(before, task.round().number(), task.index())
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return job.round().number() == 0
                ? Finished.next(text(job.outputs()))
                : Finished.done(text(job.outputs()));
    }

    private static String text(Outputs outputs) {
        return outputs.all()
                .map(output -> {
                    try (InputStream in = outputs.open(output)) {
                        return output.task()
                                + output.name()
                                + "="
                                + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .collect(Collectors.joining(" ", "(", ")"));
    }
}
