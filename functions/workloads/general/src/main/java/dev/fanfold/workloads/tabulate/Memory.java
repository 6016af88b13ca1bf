package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;

/// The memory of the groups and counters of one slice, counted as it is allocated.
final class Memory {
    private long used;

    /// Adds this number of bytes, which is negative if memory was released.
    ///
    /// @throws InvalidInputException if the slice needs more than [Limits#MAX_LIVE_BYTES]
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
