package dev.fanfold.workload;

import java.util.BitSet;

/// The facts that an answer is made from, in addition to the total.
///
/// @param lost numbers of the tasks whose results the total lacks
public record Finishing(JobSettings settings, Plan plan, BitSet lost) {
    public Finishing {
        lost = (BitSet) lost.clone();
    }

    /// Every task is in the total.
    public static Finishing complete(JobSettings settings, Plan plan) {
        return new Finishing(settings, plan, new BitSet());
    }

    /// The tasks whose results the total lacks; a copy.
    @Override
    public BitSet lost() {
        return (BitSet) lost.clone();
    }
}
