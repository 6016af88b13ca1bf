package dev.fanfold.engine;

import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Work.Finished.Next;
import java.nio.charset.StandardCharsets;

/// Makes the round that follows the last round of a job, from what a finish or a redrive passes on.
final class NextRounds {
    private final Payloads payloads;
    private final Keys keys;

    NextRounds(Payloads payloads, Keys keys) {
        this.payloads = payloads;
        this.keys = keys;
    }

    /// Makes the round, and stores its input if the input is too large for the row.
    ///
    /// @param left the totals of all rounds without the records that are read again
    JobRound make(Job job, Next next, Totals left) {
        return job.round()
                .next(
                        payloads.store(
                                next.input().getBytes(StandardCharsets.UTF_8),
                                Payloads.MAX_INLINE_VALUE,
                                keys.newInputKey(job)),
                        next.notBefore(),
                        left);
    }

    /// The reason why the round cannot be made if its records are not in the totals.
    static String notCounted(Records again, Records counted) {
        return "the next round reads %d records again, %d of them rejected, but the rounds so far counted %d, %d of them rejected"
                .formatted(again.read(), again.rejected(), counted.read(), counted.rejected());
    }
}
