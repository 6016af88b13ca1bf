package dev.fanfold.simulator.work;

/// How a task behaves.
public enum Nature {
    /// It works.
    SOUND,
    /// It fails the first times, and works then.
    FAILS,
    /// It fails in a way that no other try can mend, until its job is redriven.
    LOST,
    /// It takes all memory the first times.
    KILLS,
    /// It takes all memory always, until its job is redriven.
    POISON,
    /// It does not account for all of its slice.
    SKIPS,
    /// It takes so long that few of its kind fit into an invocation.
    SLOW
}
