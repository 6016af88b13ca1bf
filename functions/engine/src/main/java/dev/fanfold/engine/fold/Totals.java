package dev.fanfold.engine.fold;

import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The totals of several rounds of a job.
///
/// @param tasks the number of planned tasks
/// @param lost the number of tasks that were lost when their round ended
/// @param records the records that were read and rejected, without those that a later round reads
///   again
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

    /// The totals without records that the next round reads again.
    ///
    /// If one of them was rejected, none of the first rejections is kept, because they may be of
    /// records that are read again.
    ///
    /// @return empty if the totals do not contain so many records, or if more of the remaining ones
    ///   would be rejected than read
    public Optional<Totals> without(Records again) {
        long read = records.read() - again.read();
        long rejected = records.rejected() - again.rejected();
        if (rejected < 0 || rejected > read) {
            return Optional.empty();
        }
        List<Rejection> first = again.rejected() > 0 ? List.of() : records.first();
        return Optional.of(
                new Totals(
                        tasks,
                        lost,
                        new Records(read, rejected, first),
                        workMillis,
                        versions,
                        outputs));
    }
}
