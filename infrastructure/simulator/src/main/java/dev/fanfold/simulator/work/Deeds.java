package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;

/// What tasks do, told as they do it.
public interface Deeds {
    /// A task starts.
    void starts(JobId job, int task);

    /// How it behaves, this time.
    Nature nature(JobId job, int task);

    /// Whether making the plan, or the answer, fails this time.
    ///
    /// @param what `plan` or `finish`
    boolean fails(String what);

    /// Whether it puts something into its scratch directory.
    boolean usesScratch(int task);

    /// Something that was not to go wrong did: the workload's own fault.
    void threw(String what, Exception fault);

    /// It works for so long.
    void takes(long micros);
}
