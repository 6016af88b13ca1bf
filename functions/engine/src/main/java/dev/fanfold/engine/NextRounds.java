package dev.fanfold.engine;

import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Work.Finished.Next;
import java.nio.charset.StandardCharsets;

/// Makes the round that follows a job's round, as the workload's finish or redrive asked for it.
final class NextRounds {
    private final Payloads payloads;
    private final Keys keys;

    NextRounds(Payloads payloads, Keys keys) {
        this.payloads = payloads;
        this.keys = keys;
    }

    /// Makes the round, and stores its input if the input is too large for the row.
    ///
    /// @param remaining the totals of all rounds so far, without the records that the round reads
    ///   again
    JobRound make(Job job, Next next, Totals remaining) {
        return job.round()
                .next(
                        payloads.store(
                                next.input().getBytes(StandardCharsets.UTF_8),
                                Payloads.MAX_INLINE_VALUE,
                                keys.newInputKey(job)),
                        next.notBefore(),
                        remaining);
    }

    /// The text of the error if the round reads more records again than were counted.
    ///
    /// @param again the records that the round reads again
    /// @param counted the records of all rounds so far
    static String notCounted(Records again, Records counted) {
        return "the next round reads %d records again, %d of them rejected, but the rounds so far counted %d, %d of them rejected"
                .formatted(again.read(), again.rejected(), counted.read(), counted.rejected());
    }
}
