package dev.fanfold.simulator;

import dev.fanfold.simulator.check.Violation;
import dev.fanfold.simulator.fault.Fault;
import java.util.Optional;

/// Shrinks a failing run: fewer tasks and fewer faults that still break the same promise.
final class Shrinker {
    private static final int[] SIZES = {1, 2, 3, 5, 8, 12, 20, 40, 80, 200};
    private static final int[] NONE = {};
    private final Proof proof;
    private final Scenario failing;
    private final Optional<String> promise;

    Shrinker(Proof proof, Scenario failing) {
        this.proof = proof;
        this.failing = failing;
        this.promise = broken(failing);
    }

    /// Runs the smallest scenario found that breaks the promise, with its trace.
    RunResult smallest() {
        Scenario small = withFewerFaults(withFewerTasks(failing));
        return proof.run(withFewerTasks(small), true);
    }

    private Scenario withFewerTasks(Scenario large) {
        for (int max : proof.decidesTasks() ? SIZES : NONE) {
            if (max < large.max() && fails(large.atMost(max))) {
                return large.atMost(max);
            }
        }
        return large;
    }

    private Scenario withFewerFaults(Scenario large) {
        Scenario small = large;
        for (Fault fault : Fault.values()) {
            if (small.faults().contains(fault) && fails(small.without(fault))) {
                small = small.without(fault);
            }
        }
        return small;
    }

    private boolean fails(Scenario scenario) {
        return promise.isPresent() && promise.equals(broken(scenario));
    }

    private Optional<String> broken(Scenario scenario) {
        return proof.run(scenario, false).violation().map(Violation::invariant);
    }
}
