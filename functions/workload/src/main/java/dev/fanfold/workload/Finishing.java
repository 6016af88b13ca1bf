package dev.fanfold.workload;

import java.util.BitSet;

/// What [Work#finish] needs besides the merged result: settings, plan and lost tasks.
///
/// @param lost numbers of the tasks whose results the total lacks
public record Finishing(JobSettings settings, Plan plan, BitSet lost) {
    public Finishing {
        lost = (BitSet) lost.clone();
    }

    /// A job of which no task is lost.
    public static Finishing complete(JobSettings settings, Plan plan) {
        return new Finishing(settings, plan, new BitSet());
    }

    /// The tasks whose results the total lacks; a copy.
    @Override
    public BitSet lost() {
        return (BitSet) lost.clone();
    }
}
