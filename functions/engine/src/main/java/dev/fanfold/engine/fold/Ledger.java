package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.workload.Records;

/// What entered the answer: what was covered, what was read and rejected, what it took.
///
/// @param workMillis time spent in tasks, in milliseconds
public record Ledger(Covered covered, Records records, long workMillis) {
    public static final Ledger EMPTY = new Ledger(Covered.NOTHING, Records.NONE, 0);

    Ledger plus(Outcome.Done done) {
        return new Ledger(
                covered.plus(done.coverage()),
                records.plus(done.records()),
                workMillis + done.workMillis());
    }
}
