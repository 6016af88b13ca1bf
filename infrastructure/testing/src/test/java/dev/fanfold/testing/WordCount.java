package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.util.StringTokenizer;

/// The workload of docs/writing-a-workload.md.
public final class WordCount implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("words", "Counts words.").reading();
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        try (var lines = Lines.of(task)) {
            long words = 0;
            for (String line : lines) {
                words += new StringTokenizer(line).countTokens();
            }
            return lines.worked(words);
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"words\": " + total + "}");
    }
}
