package dev.fanfold.lambda;

import java.time.Duration;
import java.util.List;

/// The next batch that a stream mapping delivers, and the batches after it.
///
/// @param entries the entries of the batch, in the order of the shard
/// @param failures how often an invocation with these entries has failed; entries that have been
///   discarded since because of their age may have been among them
/// @param pause how long the mapping waits before the invocation
/// @param following the batches that are delivered after this one, in order
public record StreamBatch<R>(
        List<StreamEntry<R>> entries,
        int failures,
        Duration pause,
        List<List<StreamEntry<R>>> following) {
    public StreamBatch {
        entries = List.copyOf(entries);
        following = List.copyOf(following);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one entry");
        }
    }

    /// The records of the batch.
    public List<R> records() {
        return entries.stream().map(StreamEntry::record).toList();
    }
}
