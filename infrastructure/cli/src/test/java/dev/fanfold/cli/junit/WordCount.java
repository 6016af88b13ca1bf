package dev.fanfold.cli.junit;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Lines;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;
import java.util.StringTokenizer;

/// The workload of docs/workloads.md.
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
    public Worked<Long> work(Task task) throws IOException {
        try (var lines = Lines.of(task)) {
            long words = 0;
            for (String line : lines) {
                words += new StringTokenizer(line).countTokens();
            }
            return lines.worked(words);
        }
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"words\": " + total + "}";
    }
}
