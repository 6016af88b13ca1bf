package dev.fanfold.testing;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.read.Lines;
import java.nio.file.Files;
import java.nio.file.Path;

/// The workload with a native program of docs/writing-a-workload.md: its working half.
final class ProbingWork implements Work<Long> {
    private final Resources resources;

    ProbingWork(Resources resources) {
        this.resources = resources;
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        Path folder = task.scratch().get();
        try (var lines = Lines.of(task)) {
            Path input = Files.write(folder.resolve("input"), lines);
            return lines.worked(probe(input, folder.resolve("output")));
        }
    }

    private long probe(Path input, Path output) throws Exception {
        Process probe =
                new ProcessBuilder(resources.file("probe").toString(), input.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (probe.waitFor() != 0) {
                throw new PermanentFailureException("probe: " + Files.readString(output));
            }
            return Long.parseLong(Files.readString(output).strip());
        } finally {
            probe.destroyForcibly();
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"found\": " + total + "}");
    }
}
