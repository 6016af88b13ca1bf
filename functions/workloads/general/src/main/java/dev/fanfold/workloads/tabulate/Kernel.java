package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs one task: counts the values of the records in a slice, group by group.
final class Kernel {
    private static final int MAX_SHOWN = 40;

    private final String file;
    private final Layout layout;
    private final Notation notation;
    private final Rows rows;
    private final int groupColumns;
    private final int measures;
    private final MissingTexts missingTexts;
    // The maximum length in bytes of the fields that are tried as short numbers first.
    private final int maxShortLength;
    private final List<Rejection> rejections = new ArrayList<>();
    // The number of rejections: of malformed records first, then of values of each measure.
    private final long[] rejectionCounts;
    // Whether record k of the current batch is rejected.
    private final boolean[] isRejected = new boolean[Rows.BATCH];
    private byte[] joinedKey = new byte[256];
    private final Groups groups = new Groups();
    // For record k of the current batch: its group, and the short number in its current measure.
    private final int[] groupOf = new int[Rows.BATCH];
    private final long[] numbers = new long[Rows.BATCH];
    // The number of records by group, and the counters by group and measure.
    private long[] counts = new long[16];
    private @Nullable Counter[] counters;
    private final Memory memory = new Memory();
    private long tableBytes;
    private int groupCount;
    private long read;
    private long rejected;

    Kernel(String file, Layout layout, Notation notation, Rows rows) {
        this.notation = notation;
        this.file = file;
        this.layout = layout;
        this.rows = rows;
        groupColumns = layout.groups().size();
        measures = layout.measures().size();
        missingTexts = new MissingTexts(layout.missing());
        // Short numbers cannot be tried first if a number may stand for a missing value, or if
        // numbers are not written in the plain notation.
        maxShortLength = missingTexts.containNumbers() || !notation.isPlain() ? 0 : 8;
        counters = new Counter[counts.length * measures];
        rejectionCounts = new long[1 + measures];
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
            Arrays.fill(isRejected, 0, n, false);
            if (rows.error == null) {
                tabulate(n);
            } else {
                rejectMalformed(rows.error);
            }
            read += n;
        }
        var coverage = Coverage.of(rows.first(), rows.next(), rows.consumed());
        return new TaskResult<>(tabulation(), coverage, new Records(read, rejected, rejections));
    }

    // Each step is a short loop over all records of a batch. In short loops the processor works on
    // several records at the same time, so it waits for the memory of several counters at once.
    private void tabulate(int n) {
        for (int k = 0; k < n; k++) {
            int group =
                    groupColumns == 1
                            ? groups.indexOf(rows.bytes, rows.starts[k], rows.ends[k])
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

    private void readShortNumbers(int n, int field) {
        for (int k = 0; k < n; k++) {
            int start = rows.starts[field + k];
            int length = rows.ends[field + k] - start;
            numbers[k] =
                    length > 0 && length <= maxShortLength
                            ? Decimals.shortNumber(rows.bytes, start, length)
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

    private void rejectMalformed(String reason) {
        if (rows.walk.swallowsFurtherLines()) {
            throw new InvalidInputException(
                    ("%s: byte %d: a quote in this record is never closed, so that all lines after it are in it: close or"
                                    + " remove it, or, if quotes are plain characters, add --set quote=none")
                            .formatted(file, rows.offset(0)));
        }
        if (reject(0, 0)) {
            rejections.add(new Rejection(file, rows.offset(0), reason));
        }
    }

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
            System.arraycopy(rows.bytes, start, joinedKey, n, length);
            n += length;
        }
        return groups.indexOf(joinedKey, 0, n);
    }

    private void addGroup(int group) {
        Limits.checkGroups(group + 1, measures);
        memory.add(groups.weight() + 4L * counters.length - tableBytes);
        tableBytes = groups.weight() + 4L * counters.length;
        if (group >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
            counters = Arrays.copyOf(counters, 2 * counters.length);
        }
        for (int i = 0; i < measures; i++) {
            counters[group * measures + i] = new Counter(memory);
        }
        groupCount = group + 1;
    }

    private void parseAndCount(Counter counter, int measure, int k) {
        int start = rows.starts[(groupColumns + measure) * Rows.BATCH + k];
        int end = rows.ends[(groupColumns + measure) * Rows.BATCH + k];
        if (missingTexts.contain(rows.bytes, start, end)) {
            counter.missing++;
            return;
        }
        switch (notation.parse(rows.bytes, start, end)) {
            case Decimals.Parsed.Small small -> counter.add(small.mantissa(), small.scale());
            case Decimals.Parsed.Large large -> counter.add(large);
            case Decimals.Parsed.Invalid invalid -> {
                if (reject(k, 1 + measure)) {
                    String name = layout.measures().get(measure).name();
                    String reason =
                            notation.reason(invalid, rows.bytes, start, end)
                                    + rows.malformedRecord.hint(
                                            rows.bytes, rows.recordStarts[k], start, end);
                    String text = "%s: \"%s\" %s".formatted(name, excerpt(start, end), reason);
                    rejections.add(new Rejection(file, rows.offset(k), text));
                }
            }
        }
    }

    private String excerpt(int start, int end) {
        int length = Math.min(end - start, 4 * MAX_SHOWN + 4);
        return Excerpt.of(new String(rows.bytes, start, length, StandardCharsets.UTF_8), MAX_SHOWN);
    }

    // Counts record k as rejected, but only once even if several of its values are invalid. True if
    // the rejection has to be listed. A batch is processed measure by measure, so rejections of
    // different measures are not in the order of the file. Therefore the first rejections of each
    // measure are listed; the result's Records sorts them and keeps the first of all.
    private boolean reject(int k, int kind) {
        if (!isRejected[k]) {
            isRejected[k] = true;
            rejected++;
        }
        return rejectionCounts[kind]++ < Records.SHOWN;
    }

    private Tabulation tabulation() {
        var sorted = new ArrayList<Group>(groupCount);
        long weight = 0;
        for (int group = 0; group < groupCount; group++) {
            sorted.add(group(group));
            weight += sorted.getLast().weight();
            Limits.checkBytes(weight, groupCount, measures);
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
