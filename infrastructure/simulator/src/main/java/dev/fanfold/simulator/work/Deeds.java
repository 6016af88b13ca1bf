package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;

/// What tasks do, told as they do it.
public interface Deeds {
    /// A task starts.
    void starts(JobId job, int task);

    /// How it behaves.
    Nature nature(JobId job, int task);

    /// How often it has been started, this time included.
    int startsSoFar(JobId job, int task);

    /// Whether it puts something into its scratch directory.
    boolean usesScratch(int task);

    /// It works for so long.
    void takes(long micros);
}
