package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records.Rejections;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs one task: counts, for each group, the records of a slice and the values of their measures.
final class Kernel {
    private final String file;
    private final Notation notation;
    private final Rows rows;
    private final int groupColumns;
    private final int measures;
    private final MissingTexts missingTexts;
    // The maximum length in bytes of the fields that are tried as short numbers first.
    private final int maxShortLength;
    private final RejectedRecords rejected;
    private byte[] joinedKey = new byte[256];
    private final Groups groups = new Groups();
    // For record k of the current batch: its group, and its value of the measure that is being
    // counted, as Decimals#shortNumber returns it.
    private final int[] groupOf = new int[Rows.BATCH];
    private final long[] numbers = new long[Rows.BATCH];
    // The number of records of each group. The counter of measure i in group g has the index
    // `g * measures + i`.
    private long[] counts = new long[16];
    private @Nullable Counter[] counters;
    private final Memory memory = new Memory();
    // How much of the memory is that of the groups and of the array of counters.
    private long tableBytes;
    private int groupCount;
    private long recordsRead;

    Kernel(String file, Layout layout, Notation notation, Rows rows, Rejections rejections) {
        this.notation = notation;
        this.file = file;
        this.rows = rows;
        this.rejected = new RejectedRecords(layout, notation, rows, rejections);
        groupColumns = layout.groups().size();
        measures = layout.measures().size();
        missingTexts = new MissingTexts(layout.missing());
        // Short numbers cannot be tried first if a number may stand for a missing value, or if
        // numbers are not written in the plain notation.
        maxShortLength = missingTexts.containNumbers() || !notation.isPlain() ? 0 : 8;
        counters = new Counter[counts.length * measures];
    }

    /// The fields that [Rows] must find: those of the groups, then those of the measures.
    static int[] wanted(Layout layout) {
        return IntStream.concat(
                        layout.groups().stream().mapToInt(Column::index),
                        layout.measures().stream().mapToInt(Column::index))
                .toArray();
    }

    TaskResult<Tabulation> run() throws IOException {
        for (int n = rows.advance(); n > 0; n = rows.advance()) {
            if (rows.error == null) {
                tabulate(n);
                rejected.endBatch();
            } else {
                rejectMalformed(rows.error);
            }
            recordsRead += n;
        }
        var coverage = Coverage.of(rows.first(), rows.next(), rows.consumed());
        return new TaskResult<>(tabulation(), coverage, rejected.records(recordsRead));
    }

    // Each step is a short loop over all records of a batch. In short loops the processor works on
    // several records at the same time, so it waits for the memory of several counters at once.
    private void tabulate(int n) {
        for (int k = 0; k < n; k++) {
            int group =
                    groupColumns == 1
                            ? groups.findOrAdd(rows.bytes(), rows.starts[k], rows.ends[k])
                            : joinedGroup(k);
            if (group >= groupCount) {
                addGroup(group);
            }
            counts[group]++;
            groupOf[k] = group;
        }
        for (int i = 0; i < measures; i++) {
            readShortNumbers(n, (groupColumns + i) * Rows.BATCH);
            countValues(n, i);
        }
    }

    // Reads the fields whose places begin at index `first` of the arrays in `rows`.
    private void readShortNumbers(int n, int first) {
        for (int k = 0; k < n; k++) {
            int start = rows.starts[first + k];
            int length = rows.ends[first + k] - start;
            numbers[k] =
                    length > 0 && length <= maxShortLength
                            ? Decimals.shortNumber(rows.bytes(), start, length)
                            : Decimals.NONE;
        }
    }

    private void countValues(int n, int measure) {
        for (int k = 0; k < n; k++) {
            Counter counter = counter(groupOf[k], measure);
            long number = numbers[k];
            if (number == Decimals.NONE) {
                parseAndCount(counter, measure, k);
            } else {
                counter.add(number >> 8, (int) number & 0xff);
            }
        }
    }

    private void rejectMalformed(String reason) throws IOException {
        if (rows.walk.enclosesFurtherLines()) {
            throw new InvalidInputException(
                    ("%s: byte %d: a quote in this record is never closed, so that all lines after it are in it: close or"
                                    + " remove it, or, if quotes are plain characters, add --set quote=none")
                            .formatted(file, rows.offset(0)));
        }
        rejected.addMalformed(reason);
    }

    // The group of record k if its key does not have exactly one column.
    private int joinedGroup(int k) {
        int n = 0;
        for (int i = 0; i < groupColumns; i++) {
            int start = rows.starts[i * Rows.BATCH + k];
            int length = rows.ends[i * Rows.BATCH + k] - start;
            if (n + length + 1 + Words.SLACK > joinedKey.length) {
                joinedKey = Arrays.copyOf(joinedKey, 2 * (n + length + 1) + Words.SLACK);
            }
            if (i > 0) {
                joinedKey[n++] = Key.SEPARATOR;
            }
            System.arraycopy(rows.bytes(), start, joinedKey, n, length);
            n += length;
        }
        return groups.findOrAdd(joinedKey, 0, n);
    }

    private void addGroup(int group) {
        Limits.checkGroups(group + 1, measures);
        memory.add(groups.bytes() + 4L * counters.length - tableBytes);
        tableBytes = groups.bytes() + 4L * counters.length;
        if (group >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
            counters = Arrays.copyOf(counters, 2 * counters.length);
        }
        for (int i = 0; i < measures; i++) {
            counters[group * measures + i] = new Counter(memory);
        }
        groupCount = group + 1;
    }

    // Counts or rejects a field that was not read as a short number.
    private void parseAndCount(Counter counter, int measure, int k) {
        int start = rows.starts[(groupColumns + measure) * Rows.BATCH + k];
        int end = rows.ends[(groupColumns + measure) * Rows.BATCH + k];
        if (missingTexts.contain(rows.bytes(), start, end)) {
            counter.missing++;
            return;
        }
        switch (notation.parse(rows.bytes(), start, end)) {
            case Decimals.Parsed.Small small -> counter.add(small.mantissa(), small.scale());
            case Decimals.Parsed.Large large -> counter.add(large);
            case Decimals.Parsed.Invalid _ -> rejected.addValue(k, measure);
        }
    }

    private Tabulation tabulation() {
        var sorted = new ArrayList<Group>(groupCount);
        long weight = 0;
        for (int group = 0; group < groupCount; group++) {
            sorted.add(group(group));
            weight += sorted.getLast().weight();
            Limits.checkWeight(weight, groupCount, measures);
        }
        sorted.sort(Comparator.comparing(Group::key, Key.ORDER));
        return new Tabulation(sorted);
    }

    // Releases the group's counters, because the result may need as much memory as they do.
    private Group group(int group) {
        long[] missing = new long[measures];
        var values = new Values[measures];
        for (int i = 0; i < measures; i++) {
            Counter counter = counter(group, i);
            missing[i] = counter.missing;
            values[i] = counter.values();
            counters[group * measures + i] = null;
        }
        return new Group(groups.key(group), counts[group], missing, List.of(values));
    }

    private Counter counter(int group, int measure) {
        return Objects.requireNonNull(counters[group * measures + measure]);
    }
}
