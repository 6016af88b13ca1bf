package dev.fanfold.lambda;

import java.util.List;
import java.util.Optional;

/// What a stream mapping does next: first it reports what is set aside, then it delivers.
///
/// @param next empty when nothing of the batch is left
public record StreamStep<R>(
        List<DiscardedEntries<R>> discardedEntries, Optional<StreamBatch<R>> next) {
    public StreamStep {
        discardedEntries = List.copyOf(discardedEntries);
    }
}
