package dev.fanfold.workload;

import java.util.BitSet;

/// What an answer is finished from, beside the total.
///
/// @param lost the numbers of the tasks that the total is without
public record Finishing(JobSettings settings, Plan plan, BitSet lost) {
    public Finishing {
        lost = (BitSet) lost.clone();
    }

    /// Every task is in the total.
    public static Finishing complete(JobSettings settings, Plan plan) {
        return new Finishing(settings, plan, new BitSet());
    }

    /// The tasks that the total is without; a copy.
    @Override
    public BitSet lost() {
        return (BitSet) lost.clone();
    }
}
