package dev.fanfold.items;

import dev.fanfold.workload.Outputs;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts for the answer of a job in how many tasks each target was left alone.
final class LeftAlone {
    /// At most how many targets the answer names.
    static final int MAX_NAMED = 20;

    private final SortedMap<String, Long> tasks = new TreeMap<>();

    /// Adds the targets that the tasks of a round left alone.
    void read(Outputs round) throws IOException {
        for (Outputs.Output file : round.named(TaskFiles.LEFT_ALONE).toList()) {
            TaskFiles.readLines(
                    round, file, line -> tasks.merge(JsonText.unquoted(line), 1L, Long::sum));
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /// The targets with their numbers of tasks, the largest first.
    Map<String, Long> mostFrequent() {
        var named = new LinkedHashMap<String, Long>();
        tasks.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_NAMED)
                .forEach(target -> named.put(target.getKey(), target.getValue()));
        return named;
    }
}
