package dev.fanfold.simulator.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table's changes, in shards. All changes of one key are in one shard, in order, until the shard
/// is split; one of the two new shards continues them.
public final class Stream {
    private static final long HASHES = 1L << Integer.SIZE;
    private final String table;
    private final List<Shard> shards = new ArrayList<>();
    private Runnable listener = () -> {};
    private long nextSequenceNumber = 1_000;

    Stream(String table, int initialShards) {
        this.table = table;
        for (int i = 0; i < initialShards; i++) {
            long from = HASHES * i / initialShards;
            long to = HASHES * (i + 1) / initialShards;
            shards.add(new Shard(i, -1, from, to));
        }
    }

    /// A change of an item.
    ///
    /// @param kind INSERT, MODIFY or REMOVE
    /// @param image the item after the change, null if it was deleted
    /// @param micros time of the change in simulated microseconds
    public record Change(
            long sequenceNumber,
            String kind,
            Map<String, AttributeValue> keys,
            @Nullable Map<String, AttributeValue> image,
            long micros) {}

    /// A part of the stream: the changes of the keys whose hashes are in a range. A closed shard
    /// gets no more changes.
    public static final class Shard {
        private final int number;
        private final int parent;
        private final long from;
        private final long to;
        private final List<Change> changes = new ArrayList<>();
        private boolean closed;

        // The range of hashes is from `from` to `to` (exclusive).
        Shard(int number, int parent, long from, long to) {
            this.number = number;
            this.parent = parent;
            this.from = from;
            this.to = to;
        }

        private boolean takes(long hash) {
            return !closed && from <= hash && hash < to;
        }

        public int number() {
            return number;
        }

        /// Number of the shard that this one continues, negative if none.
        public int parent() {
            return parent;
        }

        public List<Change> changes() {
            return changes;
        }

        public boolean isClosed() {
            return closed;
        }
    }

    String table() {
        return table;
    }

    public List<Shard> shards() {
        return List.copyOf(shards);
    }

    /// Sets the only listener. It is called after each change and after each split.
    public void listen(Runnable newListener) {
        listener = newListener;
    }

    void add(
            String kind,
            Map<String, AttributeValue> keys,
            @Nullable Map<String, AttributeValue> image,
            long now) {
        long hash = hash(keys);
        for (Shard shard : shards) {
            if (shard.takes(hash)) {
                shard.changes.add(new Change(nextSequenceNumber++, kind, keys, image, now));
            }
        }
        listener.run();
    }

    // The key attributes of simulated tables are strings. The multiplication spreads the hashes
    // over the shards.
    private static long hash(Map<String, AttributeValue> keys) {
        int hash = keys.values().stream().map(AttributeValue::s).toList().hashCode();
        return Integer.toUnsignedLong(hash * 0x9E3779B9);
    }

    /// Closes a shard. Two new shards continue it, each with half of its range.
    public void split(Shard shard) {
        long middle = (shard.from + shard.to) >>> 1;
        shard.closed = true;
        shards.add(new Shard(shards.size(), shard.number, shard.from, middle));
        shards.add(new Shard(shards.size(), shard.number, middle, shard.to));
        listener.run();
    }
}
