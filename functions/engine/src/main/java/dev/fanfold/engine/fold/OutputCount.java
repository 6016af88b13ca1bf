package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.WrittenOutputs;

/// How many outputs count, and the sum of their lengths in bytes, without hidden ones.
public record OutputCount(long count, long bytes) {
    public static final OutputCount NONE = new OutputCount(0, 0);

    OutputCount plus(WrittenOutputs written) {
        return new OutputCount(count + written.count(), bytes + written.bytes());
    }

    OutputCount plus(OutputCount other) {
        return new OutputCount(count + other.count, bytes + other.bytes);
    }
}
