package dev.fanfold.workloads.tabulate;

import java.util.Arrays;

/// Estimates the number of different values with HyperLogLog: 2^16 registers, and a standard error
/// of 0.41 %.
///
/// Each register holds a maximum, so the registers do not depend on the order of values. The
/// estimate is computed from the registers alone (O. Ertl, New cardinality estimation algorithms
/// for HyperLogLog sketches, 2017, algorithm 6; the one-letter variables are named as in the
/// paper). It uses only operations whose rounding IEEE 754 prescribes: addition, subtraction,
/// multiplication, division and square root. So every machine computes the same.
final class Registers {
    static final int COUNT = 1 << 16;

    /// The largest value that a register can have.
    static final int MAX_VALUE = 49;

    /// The value of each register, 0 before the first hash.
    final byte[] values;

    Registers() {
        this(new byte[COUNT]);
    }

    Registers(byte[] values) {
        this.values = values;
    }

    /// Adds the hash of a value. The first 16 bits select the register. The register holds the
    /// maximum of the number of zeros before the first 1 in the other 48 bits, plus one.
    void addHash(long hash) {
        int register = (int) (hash >>> 48);
        byte rank = (byte) (Long.numberOfLeadingZeros(hash << 16 | 1 << 15) + 1);
        if (rank > values[register]) {
            values[register] = rank;
        }
    }

    void addAll(Registers other) {
        for (int i = 0; i < COUNT; i++) {
            values[i] = (byte) Math.max(values[i], other.values[i]);
        }
    }

    /// The estimated number of different values.
    long estimate() {
        // How many registers have each value.
        int[] counts = new int[MAX_VALUE + 1];
        for (byte value : values) {
            counts[value]++;
        }
        double m = COUNT;
        double z = m * tau(1 - counts[MAX_VALUE] / m);
        for (int k = MAX_VALUE - 1; k >= 1; k--) {
            z = 0.5 * (z + counts[k]);
        }
        z += m * sigma(counts[0] / m);
        // The factor is 1 / (2 ln 2).
        return Math.round(0.7213475204444817 * m * m / z);
    }

    private static double sigma(double share) {
        double x = share;
        double y = 1;
        double z = share;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before && z < Double.POSITIVE_INFINITY);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - share;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }

    /// A hash of a number. It is computed with the finalizer of SplitMix64, in which every bit of
    /// the number affects all bits of the hash.
    static long hash(long mantissa, int scale) {
        return mix(mantissa ^ mix(scale));
    }

    /// A hash of a number of any length, from the bytes of its unscaled value.
    static long hash(byte[] unscaled, int scale) {
        long hash = mix(scale);
        for (byte each : unscaled) {
            hash = mix(hash ^ each);
        }
        return mix(hash ^ Arrays.hashCode(unscaled));
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
