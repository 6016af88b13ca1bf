package dev.fanfold.lambda;

import java.util.List;
import java.util.Optional;

/// The next step of a stream mapping. It reports first, then delivers.
///
/// @param discardedEntries the entries to report
/// @param next the next delivery; empty if nothing of the batch is left
public record StreamStep<R>(
        List<DiscardedEntries<R>> discardedEntries, Optional<StreamBatch<R>> next) {
    public StreamStep {
        discardedEntries = List.copyOf(discardedEntries);
    }
}
