package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The dice of one run.
public final class FaultPlan {
    private final Set<Fault> possible;
    private final RandomGenerator random;
    private final Consumer<String> notes;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private boolean stopped;
    private long total;

    /// @param possible those that may happen
    /// @param notes hears of those that strike
    public FaultPlan(Set<Fault> possible, RandomGenerator random, Consumer<String> notes) {
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
        this.random = random;
        this.notes = notes;
    }

    /// Whether it is its turn here and now, for whoever has still to see whether it has any effect
    /// and then says that it [happened][#happened].
    public boolean comesUp(Fault fault) {
        return may(fault) && random.nextDouble() < fault.chance();
    }

    /// Whether it happens here and now; if so, it is counted.
    public boolean hits(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            happened(fault);
        }
        return hit;
    }

    /// Whether it happens here and now; if so, it is counted and noted.
    public boolean strikes(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            struck(fault);
        }
        return hit;
    }

    /// Counts and notes that it happened, decided elsewhere.
    public void struck(Fault fault) {
        happened(fault);
        notes.accept(fault.text());
    }

    /// Whether it may happen in this run.
    public boolean may(Fault fault) {
        return !stopped && possible.contains(fault);
    }

    /// Counts that it happened, decided elsewhere.
    public void happened(Fault fault) {
        counts.merge(fault, 1L, Long::sum);
        total++;
    }

    /// What a fault needs to be decided: how late, how many.
    public RandomGenerator random() {
        return random;
    }

    /// No more faults from here on.
    public void stop() {
        stopped = true;
    }

    /// How often each happened; those that did not are not there.
    public Map<Fault, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public long total() {
        return total;
    }

    /// Whether every fault that happened is one that the application handles without a repair.
    public boolean wereHarmless() {
        return counts.keySet().stream().allMatch(Fault::isHarmless);
    }
}
