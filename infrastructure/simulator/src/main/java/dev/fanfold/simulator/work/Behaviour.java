package dev.fanfold.simulator.work;

/// How a task behaves.
public enum Behaviour {
    /// It succeeds.
    SOUND,
    /// It fails in its first attempts and then succeeds.
    FAILS,
    /// It fails permanently, until its job is redriven.
    LOST,
    /// It fails with a transient failure in all attempts, until its job is redriven.
    STUBBORN,
    /// It runs out of memory in its first attempts.
    KILLS,
    /// It runs out of memory in all attempts, until its job is redriven.
    POISON,
    /// It does not cover its slice.
    SKIPS,
    /// It takes so long that only a few such tasks fit into an invocation.
    SLOW;

    /// Whether it continues until the job is redriven.
    public boolean lasts() {
        return this == STUBBORN || this == LOST || this == POISON;
    }
}
