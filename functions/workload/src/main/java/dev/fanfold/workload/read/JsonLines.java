package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Reads JSON Lines: each line of an object is an item, except blank lines. [#plan] reads the whole
/// object and cuts it into groups of items. [Lines#plan] cuts it into slices of bytes without
/// reading it.
///
/// Items are returned as text. The workload parses them with the library that it chooses.
public final class JsonLines {
    private JsonLines() {}

    /// A plan of `each` items per task, in the order of the object. Reads the whole object once.
    ///
    /// @throws InvalidInputException if `each` is less than 1, or the plan has too many tasks
    public static Plan.Items plan(Planning job, long each) throws IOException {
        if (each < 1) {
            throw new InvalidInputException(
                    "a slice holds at least 1 item, not " + each + ": give a larger --slice");
        }
        Pin pin = job.pin();
        var starts = LongStream.builder();
        long items = 0;
        try (InputStream in =
                new BufferedInputStream(job.source().open(pin, 0, pin.size()), 1 << 16)) {
            for (Line line = Line.next(in, 0); line != null; line = Line.next(in, line.end())) {
                if (line.isBlank()) {
                    continue;
                }
                if (items % each == 0) {
                    starts.add(items == 0 ? 0 : line.start());
                }
                items++;
            }
        }
        return new Plan.Items(
                pin, items, each, new ItemIndex(starts.build().toArray()), new TreeMap<>());
    }

    /// The items of this task as text, in order, each without surrounding white space. Blank lines
    /// are skipped. In a plan of items, the result is the task's group of items. In a plan of bytes
    /// ([Lines#plan]), it is the lines whose first byte lies in the task's slice.
    ///
    /// Reading throws [InvalidInputException] if a line is not UTF-8 or longer than
    /// [Lines#MAX_LINE_BYTES].
    ///
    /// @throws PermanentFailureException if the plan is one of numbers
    public static SliceReader<String> of(Task task) throws IOException {
        return switch (task.plan()) {
            case Plan.Items items ->
                    reader(
                            task,
                            items.object(),
                            Lines.cut(task, items, LineCut.Ends.LF),
                            task.slice());
            case Plan.Bytes plan ->
                    reader(task, plan.object(), Lines.cut(task, plan, LineCut.Ends.LF), null);
            case Plan.Numbers _ ->
                    throw new PermanentFailureException(
                            "JsonLines.of reads items or slices of bytes, and this job's plan is of numbers: make the"
                                    + " plan with JsonLines.plan(job, each) or Lines.plan(job)");
        };
    }

    /// The items of this task as text, in order, each without surrounding white space.
    ///
    /// @throws InvalidInputException if a line is not UTF-8 or longer than [Lines#MAX_LINE_BYTES]
    /// @throws IllegalStateException if the plan is not one of items, or the object has other items
    ///   than the plan says
    public static List<String> items(Task task) throws IOException {
        if (!(task.plan() instanceof Plan.Items)) {
            throw new IllegalStateException("task " + task.index() + " is not of a plan of items");
        }
        try (SliceReader<String> reader = of(task)) {
            List<String> items = reader.stream().toList();
            if (items.size() != task.slice().size()) {
                throw new IllegalStateException(
                        "task %d has %d items, its slice %s"
                                .formatted(task.index(), items.size(), task.slice()));
            }
            return items;
        }
    }

    private static SliceReader<String> reader(
            Task task, Pin object, Cut cut, @Nullable Slice items) {
        return new SliceReader<>(
                task,
                object.name(),
                cut,
                line ->
                        isBlank(line)
                                ? new Decoder.Decoded.Blank<>()
                                : new Decoder.Decoded.Read<>(Text.of(object, line).strip()),
                items);
    }

    private static boolean isBlank(Cut line) {
        for (int i = line.from(); i < line.to(); i++) {
            if (!isBlank(line.bytes()[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /// The place of one line in the object, its line end included.
    private record Line(long start, long end, boolean isBlank) {
        /// Reads the line that starts at `start`; null if the object ends there.
        static @Nullable Line next(InputStream in, long start) throws IOException {
            long end = start;
            boolean isBlank = true;
            for (int b = in.read(); b >= 0; b = in.read()) {
                end++;
                if (b == '\n') {
                    return new Line(start, end, isBlank);
                }
                isBlank &= JsonLines.isBlank(b);
            }
            return end == start ? null : new Line(start, end, isBlank);
        }
    }
}
