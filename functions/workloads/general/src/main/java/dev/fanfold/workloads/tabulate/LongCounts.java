package dev.fanfold.workloads.tabulate;

import java.util.Arrays;

/// Counts longs in a hash table of primitive arrays, without boxed objects.
final class LongCounts {
    // All empty tables share this array and do not write to it. Most tables stay empty.
    private static final long[] EMPTY = new long[1];
    private long[] keys = EMPTY;
    private long[] counts = EMPTY;
    private int size;

    /// The number of different keys.
    int size() {
        return size;
    }

    /// Adds `times`, which is at least 1, to the count of `key`. True if the key is new.
    boolean add(long key, long times) {
        if (keys.length == EMPTY.length) {
            keys = new long[8];
            counts = new long[8];
        }
        int slot = slot(key);
        boolean isNew = counts[slot] == 0;
        keys[slot] = key;
        counts[slot] += times;
        if (isNew && ++size * 2 > keys.length) {
            grow();
        }
        return isNew;
    }

    /// The keys in ascending order.
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

    /// The size of the table, in bytes.
    long bytes() {
        return 16L * keys.length;
    }

    /// The count of the key; 0 if it was never added.
    long count(long key) {
        return counts[slot(key)];
    }

    // The slot of the key, or the free slot for it. A slot is free if its count is 0.
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
