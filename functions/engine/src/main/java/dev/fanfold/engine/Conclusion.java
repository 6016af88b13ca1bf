package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.Work.Finished;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Records what the finish of a round decided: the answer, or the next round.
///
/// Each is recorded once, by the one write that moves the row out of FINISHING. A second finish of
/// the round changes nothing, even if it decided differently.
final class Conclusion {
    private final Payloads payloads;
    private final NextRounds nextRounds;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final RoundStarter starter;

    Conclusion(
            Payloads payloads,
            NextRounds nextRounds,
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            RoundStarter starter) {
        this.payloads = payloads;
        this.nextRounds = nextRounds;
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.starter = starter;
    }

    /// Records what the finish of the job's round decided. If the finish asks for a round that the
    /// job may not have, fails the job.
    void write(Job job, Finished finished) {
        switch (finished) {
            case Finished.Done done ->
                    writeAnswer(job, done.result().getBytes(StandardCharsets.UTF_8));
            case Finished.Next next -> startNext(job, next);
        }
    }

    private void writeAnswer(Job job, byte[] answer) {
        Payload written = payloads.writeOnce(answer, Keys.resultKey(job));
        Accumulator folded = accumulatorWriter.accumulator(job);
        settlement.conclude(job, (now, at) -> answered(now, folded, written, at));
    }

    // The seal already says whether too many records were rejected.
    private static Job answered(Job job, Accumulator folded, Payload answer, Instant at) {
        boolean isComplete = job.round().earlier().plus(folded).lost() == 0;
        return folded.seal() instanceof Seal.Rejected rejected
                ? job.rejected(answer, rejected.reason(), at)
                : job.answered(answer, isComplete, at);
    }

    private void startNext(Job job, Finished.Next next) {
        int max = job.request().options().rounds();
        if (job.isInLastRound()) {
            settlement.fail(job, new Reason(Reason.Kind.PERMANENT, tooManyRounds(job, max)));
            return;
        }
        Totals totals = job.round().totals(accumulatorWriter.accumulator(job));
        Optional<Totals> remaining = totals.without(next.again());
        if (remaining.isEmpty()) {
            String why = NextRounds.notCounted(next.again(), totals.records());
            settlement.fail(job, new Reason(Reason.Kind.PERMANENT, "finish: " + why));
            return;
        }
        JobRound round = nextRounds.make(job, next, remaining.get());
        settlement.conclude(job, (now, at) -> now.inNextRound(round, at));
        starter.startAfter(job.round().number(), job.id());
    }

    private static String tooManyRounds(Job job, int max) {
        return "the finish of round %d asks for another, and a job has at most %d: give a larger --rounds"
                .formatted(job.round().number(), max);
    }

    /// Asks the dispatcher for the round after `finished`, as [RoundStarter#startAfter] does.
    void startAfter(int finished, JobId id) {
        starter.startAfter(finished, id);
    }
}
