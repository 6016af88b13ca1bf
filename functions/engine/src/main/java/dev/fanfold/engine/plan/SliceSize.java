package dev.fanfold.engine.plan;

import dev.fanfold.engine.arrival.JobOptions;

/// How large a byte slice is when nobody says: four for each worker, so that slow ones even out,
/// within what pays the overhead of a task and what one worker reads at full network speed (an
/// environment has about 300 MiB at 1.2 GiB/s).
public final class SliceSize {
    static final long LEAST = 256 * 1024;
    static final long MOST = 64 * 1024 * 1024;

    private SliceSize() {}

    /// The slice for an object of `size` bytes under these options, in bytes.
    public static long of(long size, JobOptions options) {
        return options.slice() > 0
                ? options.slice()
                : Math.clamp(size / (4L * options.workers()), LEAST, MOST);
    }
}
