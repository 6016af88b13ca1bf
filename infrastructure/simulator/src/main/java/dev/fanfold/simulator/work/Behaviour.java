package dev.fanfold.simulator.work;

/// How a task behaves.
public enum Behaviour {
    /// It works.
    SOUND,
    /// It fails the first times, and works then.
    FAILS,
    /// It fails in a way that no other try can mend, until its job is redriven.
    LOST,
    /// It fails each time, as if another try might mend it, until its job is redriven.
    STUBBORN,
    /// It takes all memory the first times.
    KILLS,
    /// It takes all memory always, until its job is redriven.
    POISON,
    /// It does not account for all of its slice.
    SKIPS,
    /// It takes so long that few of its kind fit into an invocation.
    SLOW;

    /// Whether it goes on until its job is redriven.
    public boolean lasts() {
        return this == STUBBORN || this == LOST || this == POISON;
    }
}
