package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;

/// What the groups and counters of one slice take, counted as it is allocated.
final class Memory {
    private long used;

    /// Counts these bytes too; fewer than 0 when some were given up.
    ///
    /// @throws InvalidInputException when the slice takes too much
    void add(long bytes) {
        used += bytes;
        if (used > Limits.MAX_LIVE_BYTES) {
            throw new InvalidInputException(
                    ("the groups and values in one slice of the file take more than %d MiB: measure fewer columns at"
                                    + " once, group by fewer or coarser ones, or cut smaller slices: --slice")
                            .formatted(Limits.MAX_LIVE_BYTES >> 20));
        }
    }

    long used() {
        return used;
    }
}
