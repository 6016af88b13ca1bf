package dev.fanfold.simulator;

import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One input, cut into slices of many sizes: the answer must be the same.
final class Cuts {
    /// More tasks than this are not made of an input: the smallest slices are then tried on the
    /// head of it.
    private static final int MAX_TASKS = 1_000;

    private static final int SMALL = 24;
    private static final int MAX_SHRINKS = 200;
    private static final int MAX_SHOWN = 300;
    private final Workload<?> workload;
    private final Resources resources;
    private final BiFunction<byte[], Long, Planning> planning;

    /// @param planning what a plan is made from, of an input and the size of a slice
    Cuts(Workload<?> workload, Resources resources, BiFunction<byte[], Long, Planning> planning) {
        this.workload = workload;
        this.resources = resources;
        this.planning = planning;
    }

    /// Two cuts with different answers, or one that has none where another has; in an input that is
    /// as small as it gets. Nothing when all agree.
    Optional<String> difference(byte[] input) {
        return found(input)
                .or(() -> input.length > MAX_TASKS ? found(head(input)) : Optional.empty());
    }

    private Optional<String> found(byte[] input) {
        return different(input).map(first -> story(first, shrunk(input), input.length));
    }

    // What does another thing each time may agree by now.
    private String story(String first, byte[] small, int given) {
        String text = new String(small, StandardCharsets.UTF_8);
        return "%s%n  input: %s%d bytes: \"%s\"%n  scenario: none, as no fault is needed"
                .formatted(
                        different(small).orElse(first),
                        small.length < given ? "the smallest found, " : "",
                        small.length,
                        escaped(shown(text)));
    }

    // The whole as one slice comes first: what other cuts have is compared with it.
    private Optional<String> different(byte[] input) {
        @Nullable One whole = null;
        for (long slice : slices(input.length)) {
            PlainJob.End end = run(input, slice);
            if (whole == null && end instanceof PlainJob.End.Answered answered) {
                whole = new One(slice, answered);
                end = run(input, slice);
            }
            Optional<String> difference = difference(whole, slice, end);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private PlainJob.End run(byte[] input, long slice) {
        return PlainJob.run(workload, resources, planning.apply(input, slice));
    }

    private static Optional<String> difference(@Nullable One whole, long slice, PlainJob.End end) {
        return switch (end) {
            case PlainJob.End.Answered other when whole != null ->
                    whole.differsFrom(new One(slice, other));
            case PlainJob.End.Threw threw when whole != null ->
                    Optional.of(
                            "with a slice of %d %s; with a slice of %d (%s) there is an answer"
                                    .formatted(
                                            slice,
                                            threw.what(),
                                            whole.slice,
                                            tasks(whole.end.tasks())));
            case PlainJob.End.Open open ->
                    Optional.of(
                            ("with a slice of %d (%s) the coverage of the input does not close: %s. A task reads the"
                                            + " records whose first byte lies in its slice: read with Lines, JsonLines,"
                                            + " DelimitedRows or FixedRecords")
                                    .formatted(slice, tasks(open.tasks()), open.what()));
            // What is lost is lost with its slice, whose size decides how much that is.
            case PlainJob.End.Answered _,
                    PlainJob.End.Threw _,
                    PlainJob.End.Lossy _,
                    PlainJob.End.Refused _ ->
                    Optional.empty();
        };
    }

    /// The answer of one cut.
    private record One(long slice, PlainJob.End.Answered end) {
        Optional<String> differsFrom(One other) {
            if (end.answer().equals(other.end.answer())) {
                return Optional.empty();
            }
            if (slice == other.slice) {
                return Optional.of(
                        "the same input, cut alike, has two answers: %s, and %s; does plan, work or merge do another thing each time?"
                                .formatted(shown(end.answer()), shown(other.end.answer())));
            }
            return Optional.of(
                    ("the answer depends on how the input is cut: with a slice of %d (%s) it is %s, with a slice of %d"
                                    + " (%s) it is %s. A task reads the records whose first byte lies in its slice:"
                                    + " read with Lines, JsonLines, DelimitedRows or FixedRecords")
                            .formatted(
                                    other.slice,
                                    tasks(other.end.tasks()),
                                    shown(other.end.answer(), end.answer()),
                                    slice,
                                    tasks(end.tasks()),
                                    shown(end.answer(), other.end.answer())));
        }
    }

    private static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /// Sizes from the whole down to a few bytes.
    private static List<Long> slices(int size) {
        var slices = new TreeSet<Long>();
        long least = Math.max(1, Math.ceilDiv(size, MAX_TASKS));
        for (long slice = least; slice < least + SMALL && slice < size; slice++) {
            slices.add(slice);
        }
        for (long slice = least + SMALL; slice < size; slice += Math.max(1, slice / 3)) {
            slices.add(slice);
        }
        slices.add(Math.max(1L, size));
        return List.copyOf(slices.descendingSet());
    }

    private static byte[] head(byte[] input) {
        int end = MAX_TASKS;
        while (end > 0 && input[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(input, end);
    }

    // Line after line is left out, in halves first, while two cuts still differ.
    private byte[] shrunk(byte[] input) {
        byte[] small = input;
        int tries = MAX_SHRINKS;
        for (int chunk = Math.max(1, lines(small) / 2); chunk >= 1; chunk /= 2) {
            for (int line = 0; line < lines(small) && tries > 0; tries--) {
                byte[] less = without(small, line, chunk);
                if (less.length < small.length && different(less).isPresent()) {
                    small = less;
                } else {
                    line += chunk;
                }
            }
        }
        return small;
    }

    private static int lines(byte[] text) {
        return starts(text).length - 1;
    }

    // Where lines start, and the end.
    private static int[] starts(byte[] text) {
        var starts = IntStream.builder();
        for (int i = 0; i < text.length; i++) {
            if (i == 0 || text[i - 1] == '\n') {
                starts.add(i);
            }
        }
        return starts.add(text.length).build().toArray();
    }

    private static byte[] without(byte[] text, int line, int count) {
        int[] starts = starts(text);
        int from = starts[line];
        int to = starts[Math.min(line + count, starts.length - 1)];
        byte[] less = new byte[text.length - (to - from)];
        System.arraycopy(text, 0, less, 0, from);
        System.arraycopy(text, to, less, from, text.length - to);
        return less;
    }

    // From a little before where the two differ.
    private static String shown(String answer, String other) {
        int at = Arrays.mismatch(answer.toCharArray(), other.toCharArray());
        int from = Math.max(0, Math.min(at, answer.length()) - MAX_SHOWN / 2);
        return answer.length() <= MAX_SHOWN ? answer : "..." + shown(answer.substring(from));
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static String escaped(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
