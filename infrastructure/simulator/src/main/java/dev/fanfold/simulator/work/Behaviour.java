package dev.fanfold.simulator.work;

/// How a task behaves.
public enum Behaviour {
    /// It succeeds.
    SOUND,
    /// It fails in its first attempts and then succeeds.
    FAILS,
    /// It fails permanently, until a redrive heals it.
    LOST,
    /// It fails with a transient failure in all attempts, until a redrive heals it.
    STUBBORN,
    /// It runs out of memory in its first attempts and then succeeds.
    KILLS,
    /// It runs out of memory in all attempts, until a redrive heals it.
    POISON,
    /// It reports success but does not cover its slice.
    SKIPS,
    /// It takes so long that only a few such tasks fit into an invocation.
    SLOW;

    /// Whether the task fails in all attempts, until a redrive of its job heals it. A redrive heals
    /// about half of these tasks.
    public boolean lasts() {
        return this == STUBBORN || this == LOST || this == POISON;
    }
}
