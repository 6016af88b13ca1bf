package dev.fanfold.lambda;

import java.time.Duration;
import java.util.List;

/// What a stream mapping delivers next, and what is behind it.
///
/// @param entries of one invocation, in the order of the shard
/// @param failures failed invocations with exactly these entries
/// @param pause how long the mapping waits before the invocation
/// @param behind batches that are delivered after this one, in order
public record StreamBatch<R>(
        List<StreamEntry<R>> entries,
        int failures,
        Duration pause,
        List<List<StreamEntry<R>>> behind) {
    public StreamBatch {
        entries = List.copyOf(entries);
        behind = List.copyOf(behind);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a batch without entries");
        }
    }

    /// The records of the invocation.
    public List<R> records() {
        return entries.stream().map(StreamEntry::record).toList();
    }
}
