package dev.fanfold.workload;

import org.jspecify.annotations.Nullable;

/// What [Workload#plan] needs: settings, requested sizes and the input.
///
/// @param slice requested units per task, 0 if the plan decides
/// @param workers number of workers that the plan is cut for, at least 1; it limits no concurrency
/// @param input the pinned input, null for a workload that reads none
public record Planning(
        JobSettings settings, long slice, int workers, @Nullable Pin input, Source source) {
    static final long MIN_SLICE = 256 * 1024;
    static final long MAX_SLICE = 64 * 1024 * 1024;

    /// The pinned input.
    ///
    /// @throws InvalidInputException if there is none
    public Pin pin() {
        if (input == null) {
            throw new InvalidInputException("this workload reads an input: add --input FILE");
        }
        return input;
    }

    /// The bytes of input that one task should cover. If the caller requested no size, each worker
    /// gets four slices, so that fast workers can take over slices of slow ones. The minimum keeps
    /// the overhead of a task small. The maximum is what one worker reads at full network speed (an
    /// environment can read about 300 MiB at 1.2 GiB/s before it is slowed down).
    public long sliceBytes() {
        return slice > 0 ? slice : Math.clamp(pin().size() / (4L * workers), MIN_SLICE, MAX_SLICE);
    }
}
