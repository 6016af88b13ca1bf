package dev.fanfold.simulator;

import dev.fanfold.simulator.fault.Fault;

/// Makes a run that goes wrong as small as it gets: fewer tasks, fewer faults.
final class Shrinking {
    private static final int[] SIZES = {1, 2, 3, 5, 8, 12, 20, 40, 80, 200};
    private final Proof proof;

    Shrinking(Proof proof) {
        this.proof = proof;
    }

    /// The smallest scenario found in which a promise is not kept, run once more with its trace.
    Run smallest(Scenario failing) {
        Scenario small = withFewerFaults(withFewerTasks(failing));
        return proof.run(withFewerTasks(small), true);
    }

    private Scenario withFewerTasks(Scenario failing) {
        for (int most : SIZES) {
            if (most < failing.most() && fails(failing.atMost(most))) {
                return failing.atMost(most);
            }
        }
        return failing;
    }

    private Scenario withFewerFaults(Scenario failing) {
        Scenario small = failing;
        for (Fault fault : Fault.values()) {
            if (small.faults().contains(fault) && fails(small.without(fault))) {
                small = small.without(fault);
            }
        }
        return small;
    }

    private boolean fails(Scenario scenario) {
        return proof.run(scenario, false).violation().isPresent();
    }
}
