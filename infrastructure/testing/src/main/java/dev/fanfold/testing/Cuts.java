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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Cuts one input into slices of many sizes. The answer must be the same.
final class Cuts {
    /// The limit of tasks for one input. The smallest slices are tried on the head of the input.
    private static final int MAX_TASKS = 1_000;

    private static final int SMALL = 24;
    private final Workload<?> workload;
    private final Supplier<Resources> resources;
    private final BiFunction<byte[], Long, Planning> planning;
    private final MeasuredMembers measuredMembers;

    /// @param resources makes the resources of one job
    /// @param planning makes the planning of an input and a slice size
    /// @param measuredMembers the members that may differ between answers
    Cuts(
            Workload<?> workload,
            Supplier<Resources> resources,
            BiFunction<byte[], Long, Planning> planning,
            MeasuredMembers measuredMembers) {
        this.workload = workload;
        this.resources = resources;
        this.planning = planning;
        this.measuredMembers = measuredMembers;
    }

    /// Two cuts with different answers, or one cut without an answer, in the smallest input found.
    /// Empty if all cuts agree.
    Optional<String> difference(byte[] input) {
        return found(input)
                .or(() -> input.length > MAX_TASKS ? found(head(input)) : Optional.empty());
    }

    private Optional<String> found(byte[] input) {
        return different(input).map(first -> story(first, smallest(input), input.length));
    }

    /// The smallest input found that still has two cuts that differ.
    byte[] smallest(byte[] input) {
        return InputLines.smallest(input, less -> different(less).isPresent());
    }

    // Results that change from run to run may agree now.
    private String story(String first, byte[] small, int given) {
        return "%s%n  input: %s%s%n  scenario: none, because no fault is needed"
                .formatted(
                        different(small).orElse(first),
                        small.length < given ? "the smallest found, " : "",
                        InputLines.shown(small));
    }

    Optional<String> different(byte[] input) {
        return different(input.length, slice -> planning.apply(input, slice));
    }

    /// Two cuts with different answers, or one cut without an answer.
    ///
    /// @param size number of units of the input
    // The first cut is one slice; every other cut is compared with it.
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
        PlainJob.End end = PlainJob.run(workload, resources.get(), planned);
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
            // A lost task loses its whole slice, so the answer depends on the slice size.
            case PlainJob.End.Answered _,
                    PlainJob.End.Threw _,
                    PlainJob.End.Lossy _,
                    PlainJob.End.Refused _ ->
                    Optional.empty();
        };
    }

    /// One cut and its answer.
    private record One(long slice, PlainJob.End.Answered end) {
        Optional<String> differsFrom(One other) {
            if (end.answer().equals(other.end.answer())) {
                return Optional.empty();
            }
            if (slice == other.slice) {
                return Optional.of(
                        "the same cut of the same input has two answers: %s and %s; does plan, work or merge return something different each time?"
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

    /// Sizes from the whole input down to a few bytes.
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
