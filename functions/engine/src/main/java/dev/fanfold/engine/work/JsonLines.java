package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.plan.ItemIndex;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.plan.Slice;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Item lists: an object of JSON Lines in which each line that is not blank is an item.
public final class JsonLines {
    private JsonLines() {}

    /// A plan of `each` items a task, in the order of the object. Reads the whole object once.
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

    /// The items of this task, in order: its lines without their ends.
    ///
    /// @throws InputFault when they are not UTF-8
    public static List<String> items(Task task) throws IOException {
        if (!(task.plan() instanceof Plan.Items plan)) {
            throw new IllegalStateException("task " + task.index() + " is not of a plan of items");
        }
        Slice bytes = plan.bytes(task.index());
        byte[] text = read(task.source(), plan.object(), bytes);
        var items = new ArrayList<String>();
        var in = new ByteArrayInputStream(text);
        for (Line line = Line.next(in, 0); line != null; line = Line.next(in, line.end())) {
            if (!line.blank()) {
                items.add(decoded(plan.object(), text, line, bytes.from()));
            }
        }
        if (items.size() != task.slice().size()) {
            throw new IllegalStateException(
                    "task %d has %d items, its slice %s"
                            .formatted(task.index(), items.size(), task.slice()));
        }
        return items;
    }

    private static byte[] read(Source source, Pin object, Slice bytes) throws IOException {
        try (InputStream in = source.open(object, bytes.from(), bytes.to())) {
            return in.readNBytes(Math.toIntExact(bytes.size()));
        }
    }

    private static String decoded(Pin object, byte[] text, Line line, long base) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(text, (int) line.start(), (int) (line.end() - line.start()));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
        } catch (CharacterCodingException e) {
            throw new InputFault(
                    "%s: the item at byte %d is not UTF-8: convert the file first"
                            .formatted(object.uri(), base + line.start()),
                    e);
        }
    }

    /// One line, its end included.
    private record Line(long start, long end, boolean blank) {
        static @org.jspecify.annotations.Nullable Line next(InputStream in, long start)
                throws IOException {
            long end = start;
            boolean blank = true;
            for (int b = in.read(); b >= 0; b = in.read()) {
                end++;
                if (b == '\n') {
                    return new Line(start, end, blank);
                }
                blank &= b == ' ' || b == '\t' || b == '\r';
            }
            return end == start ? null : new Line(start, end, blank);
        }
    }
}
