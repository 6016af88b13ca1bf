package dev.fanfold.workload;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The parameters of [Workload#plan]: settings, requested sizes and the input.
///
/// @param slice the requested number of units per slice, 0 if the plan decides
/// @param workers the number of workers for which the plan is cut, at least 1; the job may use more
///   or fewer
/// @param input the pinned input, null if the workload reads none
/// @param source the source that opens the input
/// @param round the round to plan
/// @param folded loads the encoded merged partial result of the previous round; in round 0 the
///   supplier returns an empty result
public record Planning(
        JobSettings settings,
        long slice,
        int workers,
        @Nullable Pin input,
        Source source,
        Round round,
        Supplier<Optional<byte[]>> folded) {
    static final long MIN_SLICE = 256 * 1024;
    static final long MAX_SLICE = 64 * 1024 * 1024;

    /// The parameters for round 0.
    public Planning(
            JobSettings settings, long slice, int workers, @Nullable Pin input, Source source) {
        this(settings, slice, workers, input, source, Round.FIRST, Optional::empty);
    }

    /// The merged partial result of the previous round; empty in round 0.
    ///
    /// @param codec the workload's codec
    public <P> Optional<P> previous(Codec<P> codec) {
        return folded.get().map(codec::decode);
    }

    /// The pinned input.
    ///
    /// @throws InvalidInputException if the job has no input
    public Pin pin() {
        if (input == null) {
            throw new InvalidInputException("this workload reads an input: add --input FILE");
        }
        return input;
    }

    /// The number of bytes in a slice. It is the requested number, or otherwise a quarter of the
    /// bytes per worker, from 256 KiB to 64 MiB.
    ///
    /// With four slices per worker, fast workers can run slices of slow ones. The minimum keeps the
    /// overhead of a task small. With the maximum, a worker reads its slices at full network speed,
    /// because an environment can read about 300 MiB at 1.2 GiB/s before it is slowed down.
    ///
    /// @throws InvalidInputException if no number is requested and the job has no input
    public long sliceBytes() {
        return slice > 0 ? slice : Math.clamp(pin().size() / (4L * workers), MIN_SLICE, MAX_SLICE);
    }
}
