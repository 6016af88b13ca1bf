package dev.fanfold.workload;

/// The units that one task covers: `[from, to)`, in the plan's unit.
///
/// @param from first byte, number or item
/// @param to one past the last
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

    public long size() {
        return to - from;
    }
}
