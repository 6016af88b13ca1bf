package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Decides at random when the faults of one run happen.
public final class FaultPlan {
    private final Set<Fault> possible;
    private final RandomGenerator random;
    private final Consumer<String> trace;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private boolean stopped;
    private long total;

    /// @param possible the faults that may happen
    /// @param trace is called with the name of each fault that this plan adds to the trace
    public FaultPlan(Set<Fault> possible, RandomGenerator random, Consumer<String> trace) {
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(possible);
        this.random = random;
        this.trace = trace;
    }

    /// Whether the fault happens now; does not count it. If the caller finds later that the fault
    /// has an effect, it calls [#count] or [#countAndTrace].
    public boolean comesUp(Fault fault) {
        return may(fault) && random.nextDouble() < fault.chance();
    }

    /// Whether the fault happens now; counts it if so.
    public boolean hits(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            count(fault);
        }
        return hit;
    }

    /// Whether the fault happens now; counts it and adds it to the trace if so.
    public boolean strikes(Fault fault) {
        boolean hit = comesUp(fault);
        if (hit) {
            countAndTrace(fault);
        }
        return hit;
    }

    /// Counts a fault that has happened, and adds it to the trace.
    public void countAndTrace(Fault fault) {
        count(fault);
        trace.accept(fault.text());
    }

    /// Whether the fault may still happen in this run.
    public boolean may(Fault fault) {
        return !stopped && possible.contains(fault);
    }

    /// Counts a fault that has happened.
    public void count(Fault fault) {
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

    /// How often all faults together happened.
    public long total() {
        return total;
    }

    /// Whether the application needs no repair for any fault that happened.
    public boolean wereHarmless() {
        return counts.keySet().stream().allMatch(Fault::isHarmless);
    }
}
