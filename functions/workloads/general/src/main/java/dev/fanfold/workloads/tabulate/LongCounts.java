package dev.fanfold.workloads.tabulate;

import java.util.Arrays;

/// Counts numbers: a hash table without boxes.
final class LongCounts {
    // Shared and never written, because most counters never need a table of their own.
    private static final long[] NONE = new long[1];
    private long[] keys = NONE;
    private long[] counts = NONE;
    private int size;

    int size() {
        return size;
    }

    /// Adds `times` to the count of `key`; whether the key is new.
    boolean add(long key, long times) {
        if (keys.length == NONE.length) {
            keys = new long[8];
            counts = new long[8];
        }
        int slot = slot(key);
        boolean fresh = counts[slot] == 0;
        keys[slot] = key;
        counts[slot] += times;
        if (fresh && ++size * 2 > keys.length) {
            grow();
        }
        return fresh;
    }

    /// The counted numbers, ascending.
    long[] sortedKeys() {
        long[] sorted = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                sorted[n++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /// The size of its table, in bytes.
    long bytes() {
        return 16L * keys.length;
    }

    long count(long key) {
        return counts[slot(key)];
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & (keys.length - 1);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
