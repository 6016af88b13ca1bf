package dev.fanfold.lambda;

import java.util.List;
import java.util.Optional;

/// The next step of a stream mapping. The mapping first reports the discarded entries, then
/// delivers the next batch.
///
/// @param discardedEntries the entries to report to the on-failure destination
/// @param next the batch to deliver; empty if no entries remain
public record StreamStep<R>(
        List<DiscardedEntries<R>> discardedEntries, Optional<StreamBatch<R>> next) {
    public StreamStep {
        discardedEntries = List.copyOf(discardedEntries);
    }
}
