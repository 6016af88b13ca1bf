package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.work.Task;
import java.time.Duration;

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

    /// Lets the time pass that a task takes.
    ///
    /// @param limit how long its workload lets a task run
    void spend(Task task, Nature nature, Duration limit);

    /// Whether the worker that makes the answer runs out of memory this time.
    boolean finishKills();

    /// How many bytes this attempt adds to the answer without changing what it says.
    int padding();
}
