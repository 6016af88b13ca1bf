package dev.fanfold.engine.fold;

import dev.fanfold.workload.Records;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The totals of several rounds of a job.
///
/// @param tasks the number of planned tasks
/// @param lost the number of tasks that were lost when their round ended
/// @param records the records that were read and rejected
/// @param workMillis the sum of the times of the done tasks, in milliseconds
/// @param versions the versions of the workload that ran the tasks, as in [Ledger#versions]
/// @param outputs the number and size of the outputs that count
public record Totals(
        long tasks,
        long lost,
        Records records,
        long workMillis,
        SortedSet<String> versions,
        OutputCount outputs) {
    public static final Totals NONE =
            new Totals(0, 0, Records.NONE, 0, Collections.emptySortedSet());

    public Totals {
        versions = Ledger.first(versions);
    }

    /// Totals of rounds without outputs.
    public Totals(
            long tasks, long lost, Records records, long workMillis, SortedSet<String> versions) {
        this(tasks, lost, records, workMillis, versions, OutputCount.NONE);
    }

    /// The totals with one more round.
    public Totals plus(Accumulator round) {
        Ledger ledger = round.ledger();
        var all = new TreeSet<>(versions);
        all.addAll(ledger.versions());
        return new Totals(
                tasks + round.planned(),
                lost + round.losses().tasks().size(),
                records.plus(ledger.records()),
                workMillis + ledger.workMillis(),
                all,
                outputs.plus(ledger.outputs()));
    }
}
