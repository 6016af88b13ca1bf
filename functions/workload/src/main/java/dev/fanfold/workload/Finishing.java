package dev.fanfold.workload;

import java.util.BitSet;

/// The parameters of [Work#finish] besides the merged result: settings, round, plan, lost tasks and
/// outputs. [Workload#preview], [Workload#table] and [Workload#redrive] have the same parameters.
///
/// @param round the round of the merged result
/// @param plan the plan of the round
/// @param lost the indices of the round's tasks that are not in the merged result
/// @param outputs the outputs of the round that count
public record Finishing(
        JobSettings settings, Round round, Plan plan, BitSet lost, Outputs outputs) {
    /// The parameters of a round without outputs.
    public Finishing(JobSettings settings, Round round, Plan plan, BitSet lost) {
        this(settings, round, plan, lost, Outputs.NONE);
    }

    public Finishing {
        lost = (BitSet) lost.clone();
    }

    /// The parameters if every task of round 0 is in the merged result.
    public static Finishing complete(JobSettings settings, Plan plan) {
        return complete(settings, Round.FIRST, plan);
    }

    /// The parameters if every task of the round is in the merged result.
    public static Finishing complete(JobSettings settings, Round round, Plan plan) {
        return new Finishing(settings, round, plan, new BitSet());
    }

    /// A copy of the set of lost tasks.
    @Override
    public BitSet lost() {
        return (BitSet) lost.clone();
    }
}
