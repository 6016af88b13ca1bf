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

/// Cuts one input into slices of many sizes and checks that the answer is always the same.
final class Cuts {
    /// The maximum number of tasks of a cut of an input. For smaller slices, the first lines of the
    /// input are cut too, as many as fit into this number of bytes.
    private static final int MAX_TASKS = 1_000;

    /// The number of slice sizes, from the smallest one on, of which none is left out.
    private static final int CONSECUTIVE_SIZES = 24;

    private final Workload<?> workload;
    private final Supplier<Resources> resources;
    private final BiFunction<byte[], Long, Planning> planning;
    private final MeasuredMembers measuredMembers;

    /// @param resources creates the resources of one job
    /// @param planning creates the planning for an input and a slice size
    /// @param measuredMembers the members of the answers that may differ
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

    /// Looks for two cuts with different answers, for a cut whose tasks do not cover the input, and
    /// for a cut that throws although a cut with larger slices has an answer.
    ///
    /// @return a description with the smallest input found; empty if all cuts agree
    Optional<String> difference(byte[] input) {
        return report(input)
                .or(() -> input.length > MAX_TASKS ? report(head(input)) : Optional.empty());
    }

    private Optional<String> report(byte[] input) {
        return compareCuts(input).map(first -> story(first, smallest(input), input.length));
    }

    /// Removes lines of the input, as long as [#compareCuts(byte[])] still finds a difference.
    byte[] smallest(byte[] input) {
        return InputLines.smallest(input, candidate -> compareCuts(candidate).isPresent());
    }

    // If results change from run to run, the cuts may agree when they are run again. Then the first
    // difference is reported.
    private String story(String first, byte[] small, int originalSize) {
        return "%s%n  input: %s%s%n  scenario: none, because no fault is needed"
                .formatted(
                        compareCuts(small).orElse(first),
                        small.length < originalSize ? "the smallest found, " : "",
                        InputLines.shortened(small));
    }

    Optional<String> compareCuts(byte[] input) {
        return compareCuts(input.length, slice -> planning.apply(input, slice));
    }

    /// Compares the cut with the largest slices that has an answer with itself, run again, and with
    /// the cuts with smaller slices.
    ///
    /// @param largest the size of the largest slice to try, in units
    /// @param cut the planning for a slice size
    /// @return a description of the first difference; empty if all cuts agree
    Optional<String> compareCuts(long largest, LongFunction<Planning> cut) {
        @Nullable CutAnswer reference = null;
        for (long slice : slices(largest)) {
            PlainJob.End end = run(cut.apply(slice));
            if (reference == null && end instanceof PlainJob.End.Answered answered) {
                reference = new CutAnswer(slice, answered);
                end = run(cut.apply(slice));
            }
            Optional<String> difference = difference(reference, slice, end);
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

    private static Optional<String> difference(
            @Nullable CutAnswer reference, long slice, PlainJob.End end) {
        return switch (end) {
            case PlainJob.End.Answered other when reference != null ->
                    reference.difference(new CutAnswer(slice, other));
            case PlainJob.End.Threw threw when reference != null ->
                    Optional.of(
                            "with a slice of %d %s; with a slice of %d (%s) there is an answer"
                                    .formatted(
                                            slice,
                                            threw.message(),
                                            reference.slice,
                                            tasks(reference.end.tasks())));
            case PlainJob.End.NotCovered notCovered ->
                    Optional.of(
                            ("with a slice of %d (%s) the coverage of the input does not close: %s. A task reads the"
                                            + " records whose first byte lies in its slice: read with Lines, JsonLines,"
                                            + " DelimitedRows or FixedRecords")
                                    .formatted(
                                            slice,
                                            tasks(notCovered.tasks()),
                                            notCovered.message()));
            // A lost task loses its whole slice, so the answer may depend on the slice size.
            case PlainJob.End.Answered _,
                    PlainJob.End.Threw _,
                    PlainJob.End.Lossy _,
                    PlainJob.End.Refused _ ->
                    Optional.empty();
        };
    }

    /// The slice size of a cut, and the cut's answer.
    private record CutAnswer(long slice, PlainJob.End.Answered end) {
        Optional<String> difference(CutAnswer other) {
            if (end.answer().equals(other.end.answer())) {
                return Optional.empty();
            }
            if (slice == other.slice) {
                return Optional.of(
                        "the same cut of the same input has two answers: %s and %s; does plan, work or merge return something different each time?"
                                .formatted(
                                        InputLines.shortened(end.answer()),
                                        InputLines.shortened(other.end.answer())));
            }
            return Optional.of(
                    ("the answer depends on how the input is cut: with a slice of %d (%s) it is %s, with a slice of %d"
                                    + " (%s) it is %s. A task reads the records whose first byte lies in its slice:"
                                    + " read with Lines, JsonLines, DelimitedRows or FixedRecords")
                            .formatted(
                                    other.slice,
                                    tasks(other.end.tasks()),
                                    InputLines.shortened(other.end.answer(), end.answer()),
                                    slice,
                                    tasks(end.tasks()),
                                    InputLines.shortened(end.answer(), other.end.answer())));
        }
    }

    private static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /// The slice sizes to try, from the largest one down to the smallest one, which is a thousandth
    /// of it, or one unit.
    private static List<Long> slices(long largest) {
        var slices = new TreeSet<Long>();
        long smallestSlice = Math.max(1, Math.ceilDiv(largest, MAX_TASKS));
        for (long slice = smallestSlice;
                slice < smallestSlice + CONSECUTIVE_SIZES && slice < largest;
                slice++) {
            slices.add(slice);
        }
        for (long slice = smallestSlice + CONSECUTIVE_SIZES;
                slice < largest;
                slice += Math.max(1, slice / 3)) {
            slices.add(slice);
        }
        slices.add(Math.max(1L, largest));
        return List.copyOf(slices.descendingSet());
    }

    // The lines that end within the first MAX_TASKS bytes.
    private static byte[] head(byte[] input) {
        int end = MAX_TASKS;
        while (end > 0 && input[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(input, end);
    }
}
