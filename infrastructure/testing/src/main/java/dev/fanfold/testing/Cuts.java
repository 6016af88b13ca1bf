package dev.fanfold.testing;

import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One input, cut into slices of many sizes: the answer must be the same.
final class Cuts {
    /// More tasks than this are not made of an input: the smallest slices are then tried on the
    /// head of it.
    private static final int MAX_TASKS = 1_000;

    private static final int SMALL = 24;
    private final Workload<?> workload;
    private final Resources resources;
    private final BiFunction<byte[], Long, Planning> planning;
    private final MeasuredMembers measuredMembers;

    /// @param planning what a plan is made from, of an input and the size of a slice
    /// @param measured what may differ from one answer to the next
    Cuts(
            Workload<?> workload,
            Resources resources,
            BiFunction<byte[], Long, Planning> planning,
            MeasuredMembers measuredMembers) {
        this.workload = workload;
        this.resources = resources;
        this.planning = planning;
        this.measuredMembers = measuredMembers;
    }

    /// Two cuts with different answers, or one that has none where another has; in an input that is
    /// as small as it gets. Nothing when all agree.
    Optional<String> difference(byte[] input) {
        return found(input)
                .or(() -> input.length > MAX_TASKS ? found(head(input)) : Optional.empty());
    }

    private Optional<String> found(byte[] input) {
        return different(input).map(first -> story(first, smallest(input), input.length));
    }

    /// An input as small as it gets, of which two cuts still differ.
    byte[] smallest(byte[] input) {
        return InputLines.smallest(input, less -> different(less).isPresent());
    }

    // What does another thing each time may agree by now.
    private String story(String first, byte[] small, int given) {
        return "%s%n  input: %s%s%n  scenario: none, as no fault is needed"
                .formatted(
                        different(small).orElse(first),
                        small.length < given ? "the smallest found, " : "",
                        InputLines.shown(small));
    }

    Optional<String> different(byte[] input) {
        return different(input.length, slice -> planning.apply(input, slice));
    }

    /// Two cuts with different answers, or one that has none where another has.
    ///
    /// @param size how many units there are to cut
    // The whole as one slice comes first: what other cuts have is compared with it.
    Optional<String> different(long size, LongFunction<Planning> cut) {
        @Nullable One whole = null;
        for (long slice : slices(size)) {
            PlainJob.End end = run(cut.apply(slice));
            if (whole == null && end instanceof PlainJob.End.Answered answered) {
                whole = new One(slice, answered);
                end = run(cut.apply(slice));
            }
            Optional<String> difference = difference(whole, slice, end);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private PlainJob.End run(Planning planned) {
        PlainJob.End end = PlainJob.run(workload, resources, planned);
        return end instanceof PlainJob.End.Answered(int tasks, String answer)
                ? new PlainJob.End.Answered(tasks, measuredMembers.without(answer))
                : end;
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
                                .formatted(
                                        InputLines.shown(end.answer()),
                                        InputLines.shown(other.end.answer())));
            }
            return Optional.of(
                    ("the answer depends on how the input is cut: with a slice of %d (%s) it is %s, with a slice of %d"
                                    + " (%s) it is %s. A task reads the records whose first byte lies in its slice:"
                                    + " read with Lines, JsonLines, DelimitedRows or FixedRecords")
                            .formatted(
                                    other.slice,
                                    tasks(other.end.tasks()),
                                    InputLines.shown(other.end.answer(), end.answer()),
                                    slice,
                                    tasks(end.tasks()),
                                    InputLines.shown(end.answer(), other.end.answer())));
        }
    }

    private static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /// Sizes from the whole down to a few bytes.
    private static List<Long> slices(long size) {
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
}
