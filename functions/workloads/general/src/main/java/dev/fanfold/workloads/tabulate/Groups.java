package dev.fanfold.workloads.tabulate;

import java.util.Arrays;

/// A hash table from the key of a group to its number. The groups of a slice are numbered from 0,
/// in the order in which they appear. The hash function reads eight bytes of the key at a time.
final class Groups {
    // The keys of all groups, one after the other. The key of group g begins at starts[g], and ends
    // at starts[g + 1].
    private byte[] keys = new byte[1 << 12];
    private int[] starts = new int[65];
    // The slots of the hash table: the id of a group, which is its number plus one, or 0 if the
    // slot is free; and the hash of its key.
    private int[] ids = new int[256];
    private long[] hashes = new long[256];
    private int size;

    int size() {
        return size;
    }

    byte[] key(int group) {
        return Arrays.copyOfRange(keys, starts[group], starts[group + 1]);
    }

    /// The number of the group whose key is `[start, end)`. Adds the group if it is new. The bytes
    /// must have [Words#SLACK] more after `end`.
    int findOrAdd(byte[] bytes, int start, int end) {
        long hash = hash(bytes, start, end - start);
        int slot = (int) hash & (ids.length - 1);
        while (ids[slot] != 0) {
            if (hashes[slot] == hash && hasKey(bytes, start, end - start, ids[slot] - 1)) {
                return ids[slot] - 1;
            }
            slot = (slot + 1) & (ids.length - 1);
        }
        return add(bytes, start, end, hash);
    }

    private static long hash(byte[] bytes, int start, int length) {
        long hash = length;
        int p = start;
        int rest = length;
        for (; rest > 8; rest -= 8) {
            hash = mix(hash ^ Words.at(bytes, p));
            p += 8;
        }
        return mix(hash ^ Words.head(Words.at(bytes, p), rest));
    }

    private static long mix(long value) {
        long product = value * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 32;
    }

    private boolean hasKey(byte[] bytes, int start, int length, int group) {
        int other = starts[group];
        if (starts[group + 1] - other != length) {
            return false;
        }
        int p = 0;
        for (; length - p > 8; p += 8) {
            if (Words.at(bytes, start + p) != Words.at(keys, other + p)) {
                return false;
            }
        }
        return Words.head(Words.at(bytes, start + p) ^ Words.at(keys, other + p), length - p) == 0;
    }

    private int add(byte[] bytes, int start, int end, long hash) {
        int from = starts[size];
        int to = from + end - start;
        if (to + Words.SLACK > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(2 * keys.length, to + Words.SLACK));
        }
        System.arraycopy(bytes, start, keys, from, end - start);
        if (size + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[size + 1] = to;
        if (4 * size > ids.length) {
            grow();
        }
        insert(size + 1, hash);
        return size++;
    }

    private void insert(int id, long hash) {
        int slot = (int) hash & (ids.length - 1);
        while (ids[slot] != 0) {
            slot = (slot + 1) & (ids.length - 1);
        }
        ids[slot] = id;
        hashes[slot] = hash;
    }

    private void grow() {
        int[] oldIds = ids;
        long[] oldHashes = hashes;
        ids = new int[4 * oldIds.length];
        hashes = new long[4 * oldIds.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                insert(oldIds[i], oldHashes[i]);
            }
        }
    }

    /// The approximate memory of the table, in bytes.
    long bytes() {
        return keys.length + 4L * starts.length + 12L * ids.length;
    }
}
