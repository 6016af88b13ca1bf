package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Codec;
import java.util.ArrayList;

/// A [Tabulation] as bytes. Equal ones have equal bytes, because everything is written in sorted
/// order and each state has one form.
///
/// Neighbouring values are written as their counts alone, so a slice of some million rows in a few
/// hundred groups needs about one byte for each value of each group.
final class TabulationCodec implements Codec<Tabulation> {
    private static final int VERSION = 1;
    private static final int APART = 0;
    private static final int NEIGHBOURS = 1;
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
                    case Histogram few -> write(few, out);
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
        int size = in.count();
        var groups = new ArrayList<Group>(size);
        for (int i = 0; i < size; i++) {
            groups.add(group(in));
        }
        return new Tabulation(groups);
    }

    private static Group group(PackedNumbers in) {
        byte[] key = in.bytes();
        long count = in.number();
        long[] missing = new long[in.count()];
        var values = new ArrayList<Values>(missing.length);
        for (int i = 0; i < missing.length; i++) {
            missing[i] = in.number();
            int form = in.count();
            values.add(form == SKETCH ? sketch(in) : histogram(in, form == NEIGHBOURS));
        }
        return new Group(key, count, missing, values);
    }

    private static void write(Histogram few, PackedNumbers out) {
        int n = few.values.length;
        boolean neighbours =
                n > 0 && Long.compareUnsigned(few.values[n - 1] - few.values[0], 2L * n) < 0;
        out.number(neighbours ? NEIGHBOURS : APART);
        out.number(few.scale);
        out.number(n);
        long next = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0) {
                out.signed(few.values[0]);
            } else if (neighbours) {
                for (; next < few.values[i]; next++) {
                    out.number(0);
                }
            } else {
                out.number(few.values[i] - next);
            }
            out.number(few.counts[i]);
            next = few.values[i] + 1;
        }
    }

    private static Histogram histogram(PackedNumbers in, boolean neighbours) {
        int scale = in.count();
        int n = in.count();
        long[] values = new long[n];
        long[] counts = new long[n];
        long next = 0;
        for (int i = 0; i < n; i++) {
            next += i == 0 ? in.signed() : neighbours ? 0 : in.number();
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
        long before = 0;
        for (long bin : bins) {
            out.signed(bin - before);
            out.number(sketch.bins.count(bin));
            before = bin;
        }
        write(sketch.distinctCount, out);
    }

    private static Sketch sketch(PackedNumbers in) {
        var sum = in.decimal();
        var min = in.decimal();
        var max = in.decimal();
        var bins = new LongCounts();
        long bin = 0;
        for (int n = in.count(); n > 0; n--) {
            bin += in.signed();
            bins.add(bin, in.number());
        }
        return new Sketch(sum, min, max, bins, distinct(in));
    }

    // The number of hashes plus one, and each hash; or 0, and the registers.
    private static void write(DistinctCount distinctCount, PackedNumbers out) {
        Registers many = distinctCount.registers();
        if (many != null) {
            out.number(0);
            write(many.values, out);
            return;
        }
        long[] hashes = distinctCount.hashes();
        out.number(hashes.length + 1);
        for (long hash : hashes) {
            out.number(hash);
        }
    }

    private static DistinctCount distinct(PackedNumbers in) {
        int more = in.count();
        if (more == 0) {
            return DistinctCount.of(new Registers(registers(in)));
        }
        var distinctCount = new DistinctCount();
        for (int i = 1; i < more; i++) {
            distinctCount.see(in.number());
        }
        return distinctCount;
    }

    // A run of zero registers, then the value of the next one, and so on.
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
        for (long step = in.number(); step != 0; step = in.number()) {
            i += (int) (step >>> 6);
            registers[i++] = (byte) (step & 0x3f);
        }
        return registers;
    }
}
