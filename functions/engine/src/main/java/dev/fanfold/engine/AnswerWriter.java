package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import java.time.Instant;
import java.time.InstantSource;

/// Writes a job's answer once, and then moves its row to a terminal state once.
final class AnswerWriter {
    private final Payloads payloads;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final InstantSource clock;

    AnswerWriter(
            Payloads payloads,
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            InstantSource clock) {
        this.payloads = payloads;
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.clock = clock;
    }

    void write(Job job, byte[] answer) {
        Payload written = payloads.writeOnce(answer, Keys.result(job));
        Accumulator folded = accumulatorWriter.accumulator(job);
        settlement.answer(job, now -> answered(now, folded, written));
    }

    // The seal already says whether too many records were rejected.
    private Job answered(Job job, Accumulator folded, Payload answer) {
        Instant now = clock.instant();
        return folded.seal() instanceof Seal.Rejected rejected
                ? job.rejected(answer, rejected.reason(), now)
                : job.answered(answer, folded.losses().isEmpty(), now);
    }
}
