package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.JobSettings;
import java.util.Comparator;
import java.util.stream.Stream;

/// Detects the separator of a file. It tries the common ones and takes the one with which the most
/// of the first lines have the same number of fields; if several do, the one with more fields.
final class Detection {
    private static final int MAX_LINES = 20;

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

    // Whether the settings do not use the character as quote, escape or comment.
    private static boolean isFree(Separator separator, JobSettings settings) {
        return !settings.text("quote", "").equals(separator.name())
                && !settings.text("escape", "").equals(separator.name())
                && !settings.text("comment", "").startsWith(separator.name());
    }

    // The number of lines with as many fields as the first one counts more than the number of
    // fields. The score is 0 if the first line has one field only.
    private static int score(Dialect dialect, byte[] bytes, int from, int to) {
        var marks = new Marks(dialect);
        marks.find(bytes, from, to);
        var walk = new Walk(dialect);
        int start = from;
        int mark = 0;
        int fieldsOfFirst = 0;
        int sameAsFirst = 0;
        for (int line = 0; line < MAX_LINES && start < to; ) {
            walk.readRecord(bytes, marks, start, mark, true);
            start = walk.next;
            mark = walk.nextMark;
            if (!walk.isEmptyOrComment()) {
                fieldsOfFirst = line == 0 ? walk.fields : fieldsOfFirst;
                sameAsFirst += walk.fields == fieldsOfFirst ? 1 : 0;
                line++;
            }
        }
        return fieldsOfFirst < 2 ? 0 : sameAsFirst * 1_000 + Math.min(fieldsOfFirst, 999);
    }
}
