package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.JobSettings;
import java.util.Comparator;
import java.util.stream.Stream;

/// Detects the separator of a file: of the common ones, the one that appears most often in each of
/// the first lines, and equally often in all of them.
final class Detection {
    private static final int LINES = 20;

    private Detection() {}

    /// The separator of the lines in `[from, to)`; a comma if none is found.
    static Separator of(JobSettings settings, byte[] bytes, int from, int to) {
        return Stream.of(",", ";", "tab", "|", ":")
                .map(Separator::named)
                .filter(separator -> isFree(separator, settings))
                .max(
                        Comparator.comparingInt(separator ->
                                score(Dialect.of(separator, settings), bytes, from, to)))
                .orElseThrow();
    }

    // Not assigned to another role by the settings.
    private static boolean isFree(Separator separator, JobSettings settings) {
        return !settings.text("quote", "").equals(separator.name())
                && !settings.text("escape", "").equals(separator.name())
                && !settings.text("comment", "").startsWith(separator.name());
    }

    // Lines that agree weigh far more than separators in a line.
    private static int score(Dialect dialect, byte[] bytes, int from, int to) {
        var marks = new Marks(dialect);
        marks.find(bytes, from, to);
        var walk = new Walk(dialect);
        int start = from;
        int mark = 0;
        int first = 0;
        int alike = 0;
        for (int line = 0; line < LINES && start < to; ) {
            walk.record(bytes, marks, start, mark, true);
            start = walk.next;
            mark = walk.nextMark;
            if (!walk.blank()) {
                first = line == 0 ? walk.fields : first;
                alike += walk.fields == first ? 1 : 0;
                line++;
            }
        }
        return first < 2 ? 0 : alike * 1_000 + Math.min(first, 999);
    }
}
