package dev.fanfold.workload;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a round of a job is cut: the number of tasks, and the slice that each task covers.
public sealed interface Plan {
    /// The maximum number of tasks. A bitmap of the folded tasks is part of the accumulator's item,
    /// and with more tasks it might not fit.
    int MAX_TASKS = 1_000_000;

    /// The name of a fact that is shown to the user, for example which separator the plan guessed.
    String NOTE = "note";

    /// The first unit of the first slice.
    long from();

    /// The unit after the last slice.
    long to();

    /// The number of units in a slice. The last slice may be shorter.
    long each();

    /// Facts that all tasks need and that [Workload#plan] found, by name, for example the header of
    /// the object.
    SortedMap<String, String> facts();

    /// The name of the units: `bytes`, `numbers` or `items`.
    String unit();

    /// The number of tasks.
    default int tasks() {
        return (int) Math.ceilDiv(to() - from(), each());
    }

    /// The slice of task `index`.
    ///
    /// @throws IllegalArgumentException if the plan has no such task
    default Slice slice(int index) {
        if (index < 0 || index >= tasks()) {
            throw new IllegalArgumentException("task " + index + " of a plan of " + tasks());
        }
        long start = from() + index * each();
        return new Slice(start, start + Math.min(each(), to() - start));
    }

    /// Byte ranges of one object, cut without reading the object. A task reads the records whose
    /// first byte lies in its slice.
    ///
    /// @param from the byte at which the data start, for example after a header
    record Bytes(Pin object, long from, long each, SortedMap<String, String> facts)
            implements Plan {
        public Bytes {
            facts = frozen(facts);
            check(from, object.size(), each);
        }

        @Override
        public long to() {
            return object.size();
        }

        @Override
        public String unit() {
            return "bytes";
        }
    }

    /// Ranges of numbers.
    record Numbers(long from, long to, long each, SortedMap<String, String> facts) implements Plan {
        public Numbers {
            facts = frozen(facts);
            check(from, to, each);
        }

        @Override
        public String unit() {
            return "numbers";
        }
    }

    /// Groups of items, which are the lines of one JSON Lines object.
    ///
    /// @param to the number of items
    /// @param starts the byte offset of each group of `each` items
    record Items(Pin object, long to, long each, ItemIndex starts, SortedMap<String, String> facts)
            implements Plan {
        public Items {
            facts = frozen(facts);
            check(0, to, each);
        }

        @Override
        public long from() {
            return 0;
        }

        @Override
        public String unit() {
            return "items";
        }

        /// The range of bytes that contains the items of task `index`.
        public Slice bytes(int index) {
            return new Slice(
                    starts.offset(index),
                    index + 1 < tasks() ? starts.offset(index + 1) : object.size());
        }
    }

    /// A plan of the bytes of the object from `from` on, with `each` bytes in a slice.
    ///
    /// @throws InvalidInputException if `each` is less than 1, or the plan has too many tasks
    static Bytes bytes(Pin object, long from, long each, Map<String, String> facts) {
        return new Bytes(object, from, each, new TreeMap<>(facts));
    }

    /// A plan of the numbers from `from` to `to - 1`, with `each` numbers in a slice.
    ///
    /// @throws InvalidInputException if `each` is less than 1, `from` is greater than `to`, or the
    ///   plan has too many tasks
    static Numbers numbers(long from, long to, long each) {
        return new Numbers(from, to, each, new TreeMap<>());
    }

    private static SortedMap<String, String> frozen(Map<String, String> facts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    private static void check(long from, long to, long each) {
        if (each < 1) {
            throw new InvalidInputException(
                    "a slice holds at least 1 unit, not " + each + ": give a larger --slice");
        }
        if (from > to) {
            throw new InvalidInputException("a plan from " + from + " back to " + to);
        }
        if (to - from < 0) {
            throw new InvalidInputException(
                    "a plan from %d to %d covers more than 2^63 - 1 units: make it several jobs"
                            .formatted(from, to));
        }
        long tasks = Math.ceilDiv(to - from, each);
        if (tasks > MAX_TASKS) {
            throw new InvalidInputException(
                    "%d tasks of %d units each are more than %d: give a slice of at least %d"
                            .formatted(tasks, each, MAX_TASKS, Math.ceilDiv(to - from, MAX_TASKS)));
        }
    }

    /// The byte offsets, ascending, at which the groups of items start in their object.
    final class ItemIndex {
        private final long[] offsets;

        public ItemIndex(long[] offsets) {
            this.offsets = offsets.clone();
            for (int i = 1; i < offsets.length; i++) {
                if (offsets[i] <= offsets[i - 1]) {
                    throw new IllegalArgumentException(
                            "offset " + offsets[i] + " does not follow " + offsets[i - 1]);
                }
            }
        }

        /// The offset at which group `group` starts.
        public long offset(int group) {
            return offsets[group];
        }

        /// A copy of the offsets.
        public long[] toArray() {
            return offsets.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ItemIndex that && Arrays.equals(offsets, that.offsets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(offsets);
        }

        @Override
        public String toString() {
            return offsets.length + " groups of items";
        }
    }
}
