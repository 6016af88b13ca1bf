package dev.fanfold.workloads.tabulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts different values. It keeps the hashes of up to [#MAX_EXACT] different values, so that the
/// count is exact unless two of the hashes, of 64 bits each, are equal. With more values it keeps
/// [Registers], which estimate the count.
///
/// The set of hashes only grows, so it does not depend on the order of values which of the two is
/// used.
final class DistinctCount {
    /// The maximum number of hashes that are kept.
    static final int MAX_EXACT = 4_096;

    private static final long[] EMPTY_TABLE = new long[1];
    // A hash table in which 0 is a free slot, so a separate flag stands for the hash 0.
    private long[] table = EMPTY_TABLE;
    private boolean hasZero;
    private int size;
    private @Nullable Registers registers;

    /// The count of these registers.
    static DistinctCount of(Registers registers) {
        var distinctCount = new DistinctCount();
        distinctCount.registers = registers;
        return distinctCount;
    }

    /// Adds the hash of a value.
    void addHash(long hash) {
        Registers current = registers;
        if (current != null) {
            current.addHash(hash);
        } else if (addToTable(hash) && ++size > MAX_EXACT) {
            toRegisters();
        }
    }

    // Adds the hash to the table. True if the hash is new.
    private boolean addToTable(long hash) {
        if (hash == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (2 * (size + 1) > table.length) {
            grow();
        }
        int slot = slot(hash);
        boolean isNew = table[slot] == 0;
        table[slot] = hash;
        return isNew;
    }

    // The slot of the hash, or the free slot for it.
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

    /// Adds the values of the other count to this one.
    void addAll(DistinctCount other) {
        Registers otherRegisters = other.registers;
        if (otherRegisters == null) {
            for (long hash : other.hashes()) {
                addHash(hash);
            }
        } else {
            toRegisters().addAll(otherRegisters);
        }
    }

    // Moves the hashes to registers, unless there are registers, and returns the registers.
    private Registers toRegisters() {
        Registers current = registers;
        if (current == null) {
            current = new Registers();
            for (long hash : hashes()) {
                current.addHash(hash);
            }
            registers = current;
            table = EMPTY_TABLE;
            hasZero = false;
            size = 0;
        }
        return current;
    }

    /// The number of different values: exact with hashes, estimated with registers.
    long count() {
        Registers current = registers;
        return current == null ? size : current.estimate();
    }

    /// The hashes in ascending order; empty if there are registers instead.
    long[] hashes() {
        long[] hashes = new long[size];
        int n = hasZero ? 1 : 0;
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

    /// The size of the table or of the registers, in bytes.
    long bytes() {
        return registers == null ? 8L * table.length : Registers.COUNT;
    }
}
