package dev.fanfold.workload;

import org.jspecify.annotations.Nullable;

/// What a plan is made from.
///
/// @param slice units that the caller wants in one task, 0 to leave it to the plan
/// @param workers how many workers the plan is cut for, at least 1; it caps nothing
/// @param input the pinned input, null for a workload that reads none
public record Planning(
        JobSettings settings, long slice, int workers, @Nullable Pin input, Source source) {
    static final long MIN_SLICE = 256 * 1024;
    static final long MAX_SLICE = 64 * 1024 * 1024;

    /// The pinned input.
    ///
    /// @throws InvalidInputException when there is none
    public Pin pin() {
        if (input == null) {
            throw new InvalidInputException("this workload reads an input: add --input FILE");
        }
        return input;
    }

    /// How many bytes of the input one task should cover: what the caller asked for, else four
    /// slices for each worker, so that slow ones even out. The size stays between what pays the
    /// overhead of a task and what one worker reads at full network speed (an environment has about
    /// 300 MiB at 1.2 GiB/s).
    public long sliceBytes() {
        return slice > 0 ? slice : Math.clamp(pin().size() / (4L * workers), MIN_SLICE, MAX_SLICE);
    }
}
