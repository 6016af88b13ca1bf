package dev.fanfold.items;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Task;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The files with which a task passes results and pending items on to later rounds.
///
/// Their names start with a dot, so they are not listed unless a pattern asks for them. A file of
/// results has the results of one group of items, which the merging round sorts in memory. A file
/// of pending items has one bucket of them.
final class TaskFiles {
    /// The start of the name of a file of results; the number of the group follows.
    static final String RESULTS = ".results-";

    /// The start of the name of a file of pending items; the number of the bucket follows.
    static final String PENDING = ".pending-";

    /// The name of the file with the targets that a task left alone, each as a JSON text.
    static final String LEFT_ALONE = ".left-alone";

    /// The name of the file of all failed items, which a redrive reads.
    static final String FAILED = ".failed";

    /// The name of the file with the answer of the job. It has measured times, which differ between
    /// executions, so it is no part of the task's result.
    static final String SUMMARY = ".summary";

    /// At most how many groups a job has.
    private static final int MAX_GROUPS = 256;

    /// The smallest number of items in a group.
    private static final long MIN_GROUP = 16_384;

    private final long group;
    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    /// @param items the number of items of the job
    TaskFiles(long items) {
        this.group = groupSize(items);
    }

    /// How many items are in a group. The last group may have fewer.
    static long groupSize(long items) {
        return Math.max(MIN_GROUP, Math.ceilDiv(items, MAX_GROUPS));
    }

    /// The line of the file of failed items for an item in this bucket.
    static String failedLine(PendingItem item, int bucket) {
        return bucket + "\t" + item.line();
    }

    /// Passes the lines of such a file to the reader, in order.
    static void readLines(Outputs outputs, Output file, Consumer<String> reader)
            throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(outputs.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        }
    }

    void add(ResultLine line) {
        append(RESULTS + line.result().index() / group, line.line());
    }

    void add(PendingItem item, int bucket) {
        append(PENDING + bucket, item.line());
    }

    void addLeftAlone(String target) {
        append(LEFT_ALONE, JsonText.of(target));
    }

    private void append(String name, String line) {
        files.computeIfAbsent(name, _ -> new ByteArrayOutputStream())
                .writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the files as outputs of the task.
    void writeTo(Task task) throws IOException {
        for (Map.Entry<String, ByteArrayOutputStream> file : files.entrySet()) {
            try (OutputStream out = task.output(file.getKey())) {
                file.getValue().writeTo(out);
            }
        }
    }
}
