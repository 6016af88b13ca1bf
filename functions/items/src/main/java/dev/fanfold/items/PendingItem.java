package dev.fanfold.items;

import java.util.Optional;

/// An item that has no result yet, as tasks pass it on to the next round.
///
/// @param index the number of the item in the job, from 0
/// @param offset where it is in its object, in bytes
/// @param attempts how often the function was called for it
/// @param due the earliest time of its next attempt, in milliseconds since 1970; 0 for any time
/// @param text the text of the item
record PendingItem(long index, long offset, int attempts, long due, String text) {
    /// Pending items are in buckets, by their key, so that those of one key stay together. A task
    /// has one or more buckets.
    static final int BUCKETS = 1 << PendingItem.BUCKET_BITS;

    private static final int BUCKET_BITS = 8;

    /// A new item.
    PendingItem(long index, long offset, String text) {
        this(index, offset, 0, 0, text);
    }

    /// The bucket of an item with this key.
    static int bucket(String key) {
        // The multiplication spreads similar hashes over the upper bits.
        return (key.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - BUCKET_BITS);
    }

    /// The bucket of this item.
    int bucket(Optional<String> key) {
        return key.map(PendingItem::bucket).orElse((int) (index % BUCKETS));
    }

    PendingItem after(int newAttempts, long newDue) {
        return new PendingItem(index, offset, newAttempts, newDue, text);
    }

    /// This item as if the function was never called for it.
    PendingItem again() {
        return after(0, 0);
    }

    /// The line of a file of pending items, without its line end.
    String line() {
        return "%d\t%d\t%d\t%d\t%s".formatted(index, offset, attempts, due, text);
    }

    static PendingItem parse(String line) {
        String[] parts = line.split("\t", 5);
        return new PendingItem(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                parts[4]);
    }
}
