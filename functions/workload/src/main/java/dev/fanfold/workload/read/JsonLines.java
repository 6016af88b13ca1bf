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

/// Reads JSON Lines: each non-blank line of an object is an item. [#plan] cuts the object into
/// groups of items, for which it reads the whole object. [Lines#plan] cuts it into slices of bytes
/// without reading it.
///
/// Items are text, so the workload chooses the library that parses them.
public final class JsonLines {
    private JsonLines() {}

    /// A plan of `each` items per task, in the order of the object. Reads the whole object once.
    public static Plan.Items plan(Planning job, long each) throws IOException {
        Pin pin = job.pin();
        var starts = LongStream.builder();
        long items = 0;
        try (InputStream in =
                new BufferedInputStream(job.source().open(pin, 0, pin.size()), 1 << 16)) {
            for (Line line = Line.next(in, 0); line != null; line = Line.next(in, line.end())) {
                if (line.blank()) {
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

    /// The items of this task as text, in order, each without surrounding white space. In a plan of
    /// items they are the items of the task's group. In a plan of bytes ([Lines#plan]) they are the
    /// lines whose first byte lies in the slice. Blank lines are skipped.
    ///
    /// Reading throws [InvalidInputException] if a line is not UTF-8 or longer than
    /// [Lines#MAX_LINE_BYTES].
    ///
    /// @throws PermanentFailureException if the plan is one of numbers
    public static SliceReader<String> of(Task task) throws IOException {
        return switch (task.plan()) {
            case Plan.Items items -> {
                Slice bytes = items.bytes(task.index());
                InputStream in = task.source().open(items.object(), bytes.from(), bytes.to());
                yield reader(
                        items.object(),
                        new LineCut(
                                in,
                                items.object(),
                                bytes,
                                false,
                                LineCut.Ends.LF,
                                Lines.MAX_LINE_BYTES),
                        task.slice());
            }
            case Plan.Bytes plan ->
                    reader(plan.object(), Lines.cut(task, plan, LineCut.Ends.LF), null);
            case Plan.Numbers _ ->
                    throw new PermanentFailureException(
                            "JsonLines.of reads items or slices of bytes, and this job's plan is of numbers: make the"
                                    + " plan with JsonLines.plan(job, each) or Lines.plan(job)");
        };
    }

    /// The items of a task of a plan of items, in order: the lines without their ends.
    ///
    /// @throws InvalidInputException if they are not UTF-8
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

    private static SliceReader<String> reader(Pin object, Cut cut, @Nullable Slice items) {
        return new SliceReader<>(
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
    private record Line(long start, long end, boolean blank) {
        static @Nullable Line next(InputStream in, long start) throws IOException {
            long end = start;
            boolean blank = true;
            for (int b = in.read(); b >= 0; b = in.read()) {
                end++;
                if (b == '\n') {
                    return new Line(start, end, blank);
                }
                blank &= isBlank(b);
            }
            return end == start ? null : new Line(start, end, blank);
        }
    }
}
