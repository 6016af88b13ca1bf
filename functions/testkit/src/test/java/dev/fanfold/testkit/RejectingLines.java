package dev.fanfold.testkit;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Rejects lines that begin with `!`, and those that begin with `!!` for two reasons. The answer is
/// the list of all rejections, as the finish reads it.
final class RejectingLines implements Summing {
    /// What a task does after it has read its lines.
    interface Behaviour {
        void run(Task task) throws Exception;
    }

    Behaviour behaviour = _ -> {};

    @Override
    public Definition definition() {
        return Definition.of("rejecting", "Rejects lines.").reading("a text");
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        try (var lines = Lines.of(task)) {
            long accepted = 0;
            for (String line : lines) {
                if (line.startsWith("!!")) {
                    lines.reject("second");
                }
                if (line.startsWith("!")) {
                    lines.reject("first");
                } else {
                    accepted++;
                }
            }
            behaviour.run(task);
            return lines.worked(accepted);
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(
                job.outputs()
                        .named(Task.REJECTS)
                        .map(output -> text(job, output))
                        .collect(Collectors.joining()));
    }

    private static String text(Finishing job, Output output) {
        try (InputStream in = job.outputs().open(output)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
