package dev.fanfold.simulator.check;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Records;
import java.util.List;
import java.util.Optional;

/// What the plain program knows about the finished rounds when a round begins.
///
/// @param tasks the number of their tasks
/// @param lost the number of tasks that they lost
/// @param records the records that they read, without those that a later round reads again
/// @param folded the encoded total of the last of them; empty in round 0
/// @param outputs the outputs of each of them
record Earlier(
        long tasks, long lost, Records records, Optional<byte[]> folded, List<Outputs> outputs) {
    static final Earlier NOTHING = new Earlier(0, 0, Records.NONE, Optional.empty(), List.of());

    /// All records but those that the next round reads again.
    static Records without(Records all, Records again) {
        return new Records(
                all.read() - again.read(),
                all.rejected() - again.rejected(),
                again.rejected() == 0 ? all.first() : List.of());
    }
}
