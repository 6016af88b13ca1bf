package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Rejection;
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

/// Tabulates the records of one slice.
final class Kernel {
    private static final int SHOWN = 40;

    private final String file;
    private final Layout layout;
    private final Notation notation;
    private final Rows rows;
    private final int keyed;
    private final int measured;
    private final MissingTexts missingTexts;
    private final int quick;
    private final List<Rejection> rejections = new ArrayList<>();
    private final long[] kept;
    private final boolean[] spoilt = new boolean[Rows.BATCH];
    private byte[] joined = new byte[256];
    private final Groups groups = new Groups();
    private final int[] ids = new int[Rows.BATCH];
    private final long[] numbers = new long[Rows.BATCH];
    private long[] counts = new long[16];
    private @Nullable Counter[] counters;
    private final Memory memory = new Memory();
    private long tables;
    private int open;
    private long read;
    private long rejected;

    Kernel(String file, Layout layout, Notation notation, Rows rows) {
        this.notation = notation;
        this.file = file;
        this.layout = layout;
        this.rows = rows;
        keyed = layout.groups().size();
        measured = layout.measures().size();
        missingTexts = new MissingTexts(layout.missing());
        // If some numbers stand for missing values, or numbers have another notation, each value
        // needs a closer look.
        quick = missingTexts.numbers() || !notation.isPlain() ? 0 : 8;
        counters = new Counter[counts.length * measured];
        kept = new long[1 + measured];
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
            Arrays.fill(spoilt, 0, n, false);
            if (rows.fault == null) {
                tabulate(n);
            } else {
                malformed(rows.fault);
            }
            read += n;
        }
        var coverage = Coverage.of(rows.first(), rows.next(), rows.consumed());
        return new TaskResult<>(found(), coverage, new Records(read, rejected, rejections));
    }

    // One step at a time over all records of a batch. In such short loops the processor runs ahead
    // and waits for several counters together.
    private void tabulate(int n) {
        for (int k = 0; k < n; k++) {
            int group =
                    keyed == 1
                            ? groups.indexOf(rows.bytes, rows.starts[k], rows.ends[k])
                            : joinedGroup(k);
            if (group >= open) {
                open(group);
            }
            counts[group]++;
            ids[k] = group;
        }
        for (int i = 0; i < measured; i++) {
            numbers(n, (keyed + i) * Rows.BATCH);
            count(n, i);
        }
    }

    private void numbers(int n, int field) {
        for (int k = 0; k < n; k++) {
            int start = rows.starts[field + k];
            int length = rows.ends[field + k] - start;
            numbers[k] =
                    length > 0 && length <= quick
                            ? Decimals.shortNumber(rows.bytes, start, length)
                            : Decimals.NONE;
        }
    }

    private void count(int n, int measure) {
        for (int k = 0; k < n; k++) {
            Counter counter = counter(ids[k], measure);
            long number = numbers[k];
            if (number == Decimals.NONE) {
                countSlowly(counter, measure, k);
            } else {
                counter.add(number >> 8, (int) number & 0xff);
            }
        }
    }

    private void malformed(String reason) {
        if (rows.walk.swallows()) {
            throw new InvalidInputException(
                    ("%s: byte %d: a quote in this record is never closed, so that all lines after it are in it: close or"
                                    + " remove it, or, if quotes are plain characters, add --set quote=none")
                            .formatted(file, rows.offset(0)));
        }
        if (rejects(0, 0)) {
            rejections.add(new Rejection(file, rows.offset(0), reason));
        }
    }

    private int joinedGroup(int k) {
        int n = 0;
        for (int i = 0; i < keyed; i++) {
            int start = rows.starts[i * Rows.BATCH + k];
            int length = rows.ends[i * Rows.BATCH + k] - start;
            if (n + length + 1 + Words.SLACK > joined.length) {
                joined = Arrays.copyOf(joined, 2 * (n + length + 1) + Words.SLACK);
            }
            if (i > 0) {
                joined[n++] = Key.JOINT;
            }
            System.arraycopy(rows.bytes, start, joined, n, length);
            n += length;
        }
        return groups.indexOf(joined, 0, n);
    }

    private void open(int group) {
        Limits.checkGroups(group + 1, measured);
        memory.add(groups.weight() + 4L * counters.length - tables);
        tables = groups.weight() + 4L * counters.length;
        if (group >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
            counters = Arrays.copyOf(counters, 2 * counters.length);
        }
        for (int i = 0; i < measured; i++) {
            counters[group * measured + i] = new Counter(memory);
        }
        open = group + 1;
    }

    private void countSlowly(Counter counter, int measure, int k) {
        int start = rows.starts[(keyed + measure) * Rows.BATCH + k];
        int end = rows.ends[(keyed + measure) * Rows.BATCH + k];
        if (missingTexts.is(rows.bytes, start, end)) {
            counter.missing++;
            return;
        }
        switch (notation.parse(rows.bytes, start, end)) {
            case Decimals.Parsed.Small small -> counter.add(small.mantissa(), small.scale());
            case Decimals.Parsed.Large large -> counter.add(large);
            case Decimals.Parsed.Not not -> {
                if (rejects(k, 1 + measure)) {
                    String name = layout.measures().get(measure).name();
                    String reason = notation.reason(not, rows.bytes, start, end);
                    String text = "%s: \"%s\" %s".formatted(name, shown(start, end), reason);
                    rejections.add(new Rejection(file, rows.offset(k), text));
                }
            }
        }
    }

    private String shown(int start, int end) {
        int length = Math.min(end - start, 4 * SHOWN);
        String text = new String(rows.bytes, start, length, StandardCharsets.UTF_8);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    // Counts a record once, however many of its values are invalid; whether this may be one of the
    // first rejections. Each measure meets the records in the order of the file, but all measures
    // together do not, so the first rejections of each are kept.
    private boolean rejects(int k, int kind) {
        if (!spoilt[k]) {
            spoilt[k] = true;
            rejected++;
        }
        return kept[kind]++ < Records.SHOWN;
    }

    private Tabulation found() {
        var found = new ArrayList<Group>(open);
        long weight = 0;
        for (int group = 0; group < open; group++) {
            found.add(found(group));
            weight += found.getLast().weight();
            Limits.checkBytes(weight, open, measured);
        }
        found.sort(Comparator.comparing(Group::key, Key.ORDER));
        return new Tabulation(found);
    }

    // Releases its counters immediately, because their result may need as much memory again.
    private Group found(int group) {
        long[] absent = new long[measured];
        var values = new Values[measured];
        for (int i = 0; i < measured; i++) {
            Counter counter = counter(group, i);
            absent[i] = counter.missing;
            values[i] = counter.values();
            counters[group * measured + i] = null;
        }
        return new Group(groups.key(group), counts[group], absent, List.of(values));
    }

    private Counter counter(int group, int measure) {
        return Objects.requireNonNull(counters[group * measured + measure]);
    }
}
