package dev.fanfold.items;

import dev.fanfold.workload.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the files of the answer, line by line: `results.jsonl`, the failed items in the form of
/// the input, the failed items for a redrive, [TaskFiles#FAILED], and the summary,
/// [TaskFiles#SUMMARY].
final class AnswerFiles implements AutoCloseable {
    private final Task task;
    private final SplitOutput results;
    private final SplitOutput failures;
    private final SplitOutput again;

    /// @param failed the files of the failed items
    /// @param max the maximum size of a file in bytes, see [SplitOutput]
    AnswerFiles(Task task, LineFile failed, long max) throws IOException {
        this.task = task;
        this.results = new SplitOutput(task, LineFile.jsonLines("results"), max);
        this.failures = new SplitOutput(task, failed, max);
        this.again = new SplitOutput(task, LineFile.jsonLines(TaskFiles.FAILED), max);
        results.open(); // also if there are no items
    }

    void add(ResultLine line) throws IOException {
        results.writeLine(line.json());
        if (line.item().isPresent()) {
            PendingItem item = line.item().get().again();
            failures.writeLine(item.text());
            again.writeLine(TaskFiles.failedLine(item, item.bucket(line.result().key())));
        }
    }

    void writeSummary(String json) throws IOException {
        try (OutputStream out = task.output(TaskFiles.SUMMARY)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        try (results;
                failures) {
            again.close();
        }
    }
}
