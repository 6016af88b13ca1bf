package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Codec;
import java.util.ArrayList;

/// Writes a [Tabulation] as bytes, and reads it back. Equal tabulations have equal bytes, because
/// everything is written in sorted order and each state has one form.
///
/// If the values of a histogram lie close together, the first value and the counts are written. A
/// count of 0 stands for each number between two values. So a slice of some million rows in a few
/// hundred groups needs about one byte for each different value of each group.
final class TabulationCodec implements Codec<Tabulation> {
    private static final int VERSION = 1;
    private static final int SPARSE = 0;
    private static final int DENSE = 1;
    private static final int SKETCH = 2;

    @Override
    public byte[] encode(Tabulation value) {
        var out = new PackedNumbers();
        out.number(VERSION);
        out.number(value.groups().size());
        for (Group group : value.groups()) {
            out.bytes(group.key());
            out.number(group.count());
            out.number(group.missing().length);
            for (int i = 0; i < group.missing().length; i++) {
                out.number(group.missing()[i]);
                switch (group.values().get(i)) {
                    case Histogram histogram -> write(histogram, out);
                    case Sketch sketch -> write(sketch, out);
                }
            }
        }
        return out.toBytes();
    }

    @Override
    public Tabulation decode(byte[] bytes) {
        var in = new PackedNumbers(bytes);
        long version = in.number();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a tabulation of version " + version + ", not " + VERSION);
        }
        int size = in.intNumber();
        var groups = new ArrayList<Group>(size);
        for (int i = 0; i < size; i++) {
            groups.add(group(in));
        }
        return new Tabulation(groups);
    }

    private static Group group(PackedNumbers in) {
        byte[] key = in.bytes();
        long count = in.number();
        long[] missing = new long[in.intNumber()];
        var values = new ArrayList<Values>(missing.length);
        for (int i = 0; i < missing.length; i++) {
            missing[i] = in.number();
            int form = in.intNumber();
            values.add(form == SKETCH ? sketch(in) : histogram(in, form == DENSE));
        }
        return new Group(key, count, missing, values);
    }

    // Writes the form, the scale, the number of values, and the values with their counts.
    private static void write(Histogram histogram, PackedNumbers out) {
        int n = histogram.values.length;
        boolean dense =
                n > 0
                        && Long.compareUnsigned(
                                        histogram.values[n - 1] - histogram.values[0], 2L * n)
                                < 0;
        out.number(dense ? DENSE : SPARSE);
        out.number(histogram.scale);
        out.number(n);
        long next = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0) {
                out.signed(histogram.values[0]);
            } else if (dense) {
                for (; next < histogram.values[i]; next++) {
                    out.number(0);
                }
            } else {
                out.number(histogram.values[i] - next);
            }
            out.number(histogram.counts[i]);
            next = histogram.values[i] + 1;
        }
    }

    private static Histogram histogram(PackedNumbers in, boolean dense) {
        int scale = in.intNumber();
        int n = in.intNumber();
        long[] values = new long[n];
        long[] counts = new long[n];
        long next = 0;
        for (int i = 0; i < n; i++) {
            next += i == 0 ? in.signed() : dense ? 0 : in.number();
            counts[i] = in.number();
            for (; counts[i] == 0; counts[i] = in.number()) {
                next++;
            }
            values[i] = next++;
        }
        return new Histogram(scale, values, counts);
    }

    private static void write(Sketch sketch, PackedNumbers out) {
        out.number(SKETCH);
        out.decimal(sketch.sum());
        out.decimal(sketch.min());
        out.decimal(sketch.max());
        long[] bins = sketch.bins.sortedKeys();
        out.number(bins.length);
        long previous = 0;
        for (long bin : bins) {
            out.signed(bin - previous);
            out.number(sketch.bins.count(bin));
            previous = bin;
        }
        write(sketch.distinctCount, out);
    }

    private static Sketch sketch(PackedNumbers in) {
        var sum = in.decimal();
        var min = in.decimal();
        var max = in.decimal();
        var bins = new LongCounts();
        long bin = 0;
        for (int n = in.intNumber(); n > 0; n--) {
            bin += in.signed();
            bins.add(bin, in.number());
        }
        return new Sketch(sum, min, max, bins, distinctCount(in));
    }

    // Writes the number of hashes plus one, then each hash. With registers it writes 0, then the
    // registers.
    private static void write(DistinctCount distinctCount, PackedNumbers out) {
        Registers registers = distinctCount.registers();
        if (registers != null) {
            out.number(0);
            write(registers.values, out);
            return;
        }
        long[] hashes = distinctCount.hashes();
        out.number(hashes.length + 1);
        for (long hash : hashes) {
            out.number(hash);
        }
    }

    private static DistinctCount distinctCount(PackedNumbers in) {
        int hashesPlusOne = in.intNumber();
        if (hashesPlusOne == 0) {
            return DistinctCount.of(new Registers(registers(in)));
        }
        var distinctCount = new DistinctCount();
        for (int i = 1; i < hashesPlusOne; i++) {
            distinctCount.addHash(in.number());
        }
        return distinctCount;
    }

    // Writes each register that is not zero as one number. Its lowest six bits are the value of the
    // register; the others are the number of zero registers directly before it. A 0 ends the list.
    private static void write(byte[] registers, PackedNumbers out) {
        int from = 0;
        for (int i = 0; i < registers.length; i++) {
            if (registers[i] != 0) {
                out.number((long) (i - from) << 6 | registers[i]);
                from = i + 1;
            }
        }
        out.number(0);
    }

    private static byte[] registers(PackedNumbers in) {
        byte[] registers = new byte[Registers.COUNT];
        int i = 0;
        for (long register = in.number(); register != 0; register = in.number()) {
            i += (int) (register >>> 6);
            registers[i++] = (byte) (register & 0x3f);
        }
        return registers;
    }
}
