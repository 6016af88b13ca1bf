package dev.fanfold.workload;

/// The part of the input that one task covers, as a range of units: bytes, numbers or items.
///
/// @param from the first unit
/// @param to the unit after the last unit
public record Slice(long from, long to) {
    public Slice {
        if (from > to) {
            throw new IllegalArgumentException("a slice from " + from + " back to " + to);
        }
        if (to - from < 0) {
            throw new IllegalArgumentException(
                    "a slice from %d to %d holds more than 2^63 - 1 units".formatted(from, to));
        }
    }

    /// The number of units.
    public long size() {
        return to - from;
    }
}
