package dev.fanfold.simulator.check;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Records;
import java.util.List;
import java.util.Optional;

/// The finished rounds of a job, as the plain program has run them, when the next round begins.
///
/// @param tasks the number of tasks of these rounds
/// @param lost the number of tasks that these rounds lost
/// @param records the records that these rounds read, without those that a later round reads again
/// @param folded the encoded total of the last of these rounds; empty if the next round is round 0
/// @param outputs the outputs that count of each of these rounds, in their order
record Earlier(
        long tasks, long lost, Records records, Optional<byte[]> folded, List<Outputs> outputs) {
    static final Earlier NOTHING = new Earlier(0, 0, Records.NONE, Optional.empty(), List.of());

    /// All records except those that the next round reads again. If one of these was rejected, no
    /// first rejection is kept, as in the engine's `Totals`.
    static Records without(Records all, Records again) {
        return new Records(
                all.read() - again.read(),
                all.rejected() - again.rejected(),
                again.rejected() == 0 ? all.first() : List.of());
    }
}
