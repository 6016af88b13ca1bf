package dev.fanfold.messages;

import dev.fanfold.engine.outcome.TaskSet;
import java.util.Base64;
import java.util.stream.Collectors;

/// A set of tasks as text: its ranges such as `0-9,12` if there are at most 64, otherwise `bitmap:`
/// and its bitmap in base64.
public final class TaskSetText {
    private static final int MAX_RANGES = 64;
    private static final String BITMAP = "bitmap:";

    private TaskSetText() {}

    /// Whether the text lists ranges, because there are at most 64.
    static boolean isShort(TaskSet tasks) {
        return ranges(tasks).length <= MAX_RANGES;
    }

    /// The text of the set.
    public static String write(TaskSet tasks) {
        int[][] ranges = ranges(tasks);
        if (ranges.length > MAX_RANGES) {
            return BITMAP + Base64.getEncoder().encodeToString(tasks.toBytes());
        }
        return java.util.Arrays.stream(ranges)
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1])
                .collect(Collectors.joining(","));
    }

    static TaskSet read(String text) {
        if (text.startsWith(BITMAP)) {
            return TaskSet.fromBytes(Base64.getDecoder().decode(text.substring(BITMAP.length())));
        }
        TaskSet tasks = TaskSet.NONE;
        if (!text.isEmpty()) {
            for (String range : text.split(",", -1)) {
                int dash = range.indexOf('-');
                int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                int last = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
                tasks = tasks.plus(TaskSet.range(from, last + 1));
            }
        }
        return tasks;
    }

    // The first and last task of each range. If there are more ranges than the text may have, only
    // one more is returned, because the caller needs no more to know this.
    private static int[][] ranges(TaskSet tasks) {
        var ranges = new java.util.ArrayList<int[]>();
        for (int task : (Iterable<Integer>) tasks.stream().boxed()::iterator) {
            if (!ranges.isEmpty() && ranges.getLast()[1] == task - 1) {
                ranges.getLast()[1] = task;
            } else if (ranges.size() > MAX_RANGES) {
                break;
            } else {
                ranges.add(new int[] {task, task});
            }
        }
        return ranges.toArray(int[][]::new);
    }
}
