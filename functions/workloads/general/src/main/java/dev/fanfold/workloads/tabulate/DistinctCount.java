package dev.fanfold.workloads.tabulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The number of different values. Up to [#MAX_EXACT] their hashes are kept, and the count is
/// exact; beyond that it is an estimate by [Registers].
///
/// The set of hashes only grows, so the choice of the two does not depend on order.
final class DistinctCount {
    /// With more different values, the hashes become registers.
    static final int MAX_EXACT = 4_096;

    private static final long[] NONE = new long[1];

    // A hash table in which 0 is a free slot. A separate flag says whether the hash 0 was seen.
    private long[] table = NONE;
    private boolean zero;
    private int size;
    private @Nullable Registers registers;

    /// The count of these registers.
    static DistinctCount of(Registers registers) {
        var distinctCount = new DistinctCount();
        distinctCount.registers = registers;
        return distinctCount;
    }

    /// Adds the hash of a value.
    void see(long hash) {
        Registers many = registers;
        if (many != null) {
            many.see(hash);
        } else if (isNew(hash) && ++size > MAX_EXACT) {
            spread();
        }
    }

    // Adds the hash to the table; whether it is new.
    private boolean isNew(long hash) {
        if (hash == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        if (2 * (size + 1) > table.length) {
            grow();
        }
        int slot = slot(hash);
        boolean fresh = table[slot] == 0;
        table[slot] = hash;
        return fresh;
    }

    private int slot(long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[Math.max(8, 2 * old.length)];
        for (long hash : old) {
            if (hash != 0) {
                table[slot(hash)] = hash;
            }
        }
    }

    void plus(DistinctCount other) {
        Registers theirs = other.registers;
        if (theirs == null) {
            for (long hash : other.hashes()) {
                see(hash);
            }
        } else {
            spread().plus(theirs);
        }
    }

    private Registers spread() {
        Registers many = registers;
        if (many == null) {
            many = new Registers();
            for (long hash : hashes()) {
                many.see(hash);
            }
            registers = many;
            table = NONE;
            zero = false;
            size = 0;
        }
        return many;
    }

    long count() {
        Registers many = registers;
        return many == null ? size : many.estimate();
    }

    /// The hashes, ascending; empty if there are registers.
    long[] hashes() {
        long[] hashes = new long[size];
        int n = zero ? 1 : 0;
        for (long hash : table) {
            if (hash != 0) {
                hashes[n++] = hash;
            }
        }
        Arrays.sort(hashes);
        return hashes;
    }

    /// The registers; null while hashes are kept.
    @Nullable Registers registers() {
        return registers;
    }

    /// The size of its table or registers, in bytes.
    long bytes() {
        return registers == null ? 8L * table.length : Registers.COUNT;
    }
}
