package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Decides at random which faults occur in one run.
public final class FaultPlan {
    private final Set<Fault> possible;
    private final RandomGenerator random;
    private final Consumer<String> notes;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private boolean stopped;
    private long total;

    /// @param possible the faults that may happen
    /// @param notes is called with the name of each injected fault
    public FaultPlan(Set<Fault> possible, RandomGenerator random, Consumer<String> notes) {
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
        this.random = random;
        this.notes = notes;
    }

    /// Whether the fault occurs now. It is not counted yet: a caller that finds out later whether
    /// the fault has an effect then calls [happened][#happened].
    public boolean comesUp(Fault fault) {
        return may(fault) && random.nextDouble() < fault.chance();
    }

    /// Whether the fault happens now; counts it if so.
    public boolean hits(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            happened(fault);
        }
        return hit;
    }

    /// Whether the fault happens now; counts it and adds it to the trace if so.
    public boolean strikes(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            struck(fault);
        }
        return hit;
    }

    /// Counts a fault that was decided elsewhere and adds it to the trace.
    public void struck(Fault fault) {
        happened(fault);
        notes.accept(fault.text());
    }

    /// Whether the fault may happen in this run.
    public boolean may(Fault fault) {
        return !stopped && possible.contains(fault);
    }

    /// Counts a fault that was decided elsewhere.
    public void happened(Fault fault) {
        counts.merge(fault, 1L, Long::sum);
        total++;
    }

    /// Random generator for the details of a fault, such as a delay.
    public RandomGenerator random() {
        return random;
    }

    /// Prevents all further faults.
    public void stop() {
        stopped = true;
    }

    /// How often each fault happened, without those that did not.
    public Map<Fault, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public long total() {
        return total;
    }

    /// Whether the application handles every fault that happened without a repair.
    public boolean wereHarmless() {
        return counts.keySet().stream().allMatch(Fault::isHarmless);
    }
}
