package dev.fanfold.items;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The task of the last round: merges the results of all rounds into the files of the answer.
///
/// It has the results of one group of items in memory at a time.
final class MergeTask {
    private final ItemWork<?, ?> work;
    private final Task task;
    private final long items;
    private final LineFile failures;
    private final long maxBytes;

    /// @param items the number of items of the job
    /// @param failures the files of the failed items
    /// @param maxBytes the maximum size of a file of the answer
    MergeTask(ItemWork<?, ?> work, Task task, long items, LineFile failures, long maxBytes) {
        this.work = work;
        this.task = task;
        this.items = items;
        this.failures = failures;
        this.maxBytes = maxBytes;
    }

    /// A file of results, and the outputs of its round.
    private record File(Outputs outputs, Output output) {}

    TaskResult<ItemTotals> run() throws Exception {
        var summary = new Summary(items);
        try (var answer = new AnswerFiles(task, failures, maxBytes)) {
            Iterator<ResultLine> lines =
                    lines().peek(summary::add).peek(line -> write(answer, line)).iterator();
            Object own = work.summarize(results(lines));
            // What the workload did not read.
            lines.forEachRemaining(_ -> {});
            summary.setLeftAlone(leftAlone());
            answer.writeSummary(summary.answer(own));
        }
        ItemTotals totals = summary.totals();
        return new TaskResult<>(totals, TaskResult.all(task, totals).coverage(), Records.NONE);
    }

    private LeftAlone leftAlone() throws IOException {
        var leftAlone = new LeftAlone();
        for (int round = 0; round < task.round().number(); round++) {
            leftAlone.read(task.outputs(round));
        }
        return leftAlone;
    }

    private static void write(AnswerFiles answer, ResultLine line) {
        try {
            answer.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a result cannot be written: " + e.getMessage(), e);
        }
    }

    private static Stream<ItemResult> results(Iterator<ResultLine> lines) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
                .map(ResultLine::result);
    }

    // The results of all items in their order, read group by group.
    private Stream<ResultLine> lines() {
        return files().entrySet().stream()
                .flatMap(group -> group(group.getKey(), group.getValue()));
    }

    // The files of results of all rounds by their group, and in each group in the order of rounds.
    private SortedMap<Integer, List<File>> files() {
        var groups = new TreeMap<Integer, List<File>>();
        for (int round = 0; round < task.round().number(); round++) {
            Outputs outputs = task.outputs(round);
            try (Stream<Output> all = outputs.all()) {
                all.filter(output -> output.name().startsWith(TaskFiles.RESULTS))
                        .forEach(output ->
                                groups.computeIfAbsent(groupOf(output), _ -> new ArrayList<>())
                                        .add(new File(outputs, output)));
            }
        }
        return groups;
    }

    private static int groupOf(Output output) {
        return Integer.parseInt(output.name().substring(TaskFiles.RESULTS.length()));
    }

    // A result of a later round replaces that of an earlier one.
    private Stream<ResultLine> group(int number, List<File> files) {
        long size = TaskFiles.groupSize(items);
        long from = number * size;
        var lines = new @Nullable ResultLine[(int) Math.min(size, items - from)];
        for (File file : files) {
            try {
                TaskFiles.readLines(
                        file.outputs,
                        file.output,
                        text -> {
                            ResultLine line = ResultLine.parse(text);
                            lines[(int) (line.result().index() - from)] = line;
                        });
            } catch (IOException e) {
                throw new UncheckedIOException("results cannot be read: " + e.getMessage(), e);
            }
        }
        return Arrays.stream(lines).filter(Objects::nonNull);
    }
}
