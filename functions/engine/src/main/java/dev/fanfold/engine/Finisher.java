package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;

/// Makes the answer of a job when all of its tasks are done or lost.
///
/// The finish has attempts of its own, which are retried in the same way as those of tasks.
final class Finisher {
    private final JobStore jobs;
    private final Settlement settlement;
    private final Answers answers;
    private final AnswerWriter writer;
    private final Requeuer requeuer;

    Finisher(
            JobStore jobs,
            Settlement settlement,
            Answers answers,
            AnswerWriter writer,
            Requeuer requeuer) {
        this.jobs = jobs;
        this.settlement = settlement;
        this.answers = answers;
        this.writer = writer;
        this.requeuer = requeuer;
    }

    void finish(WorkMessage.Finish message, int receives, boolean redelivered, TimeLeft left) {
        // The sender has sealed the epoch, but may have crashed before it updated the row.
        Job job =
                jobs.job(message.job())
                        .filter(row -> row.epoch() == message.epoch())
                        .flatMap(settlement::finishing)
                        .orElse(null);
        if (job == null) {
            return; // finished by another worker, cancelled, or of an earlier epoch
        }
        int attempt = Attempts.after(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) {
            requeuer.finish(job, Math.min(attempt, message.attempt() + 1), message.hops() + 1);
        } else if (attempt > Attempts.MAX_ATTEMPTS) {
            fail(job, new Try.Lost<>(attempt, Attempts.deaths(attempt - 1), null));
        } else {
            conclude(job, answers.make(job, attempt, message.hops(), left));
        }
    }

    private void conclude(Job job, Try<byte[]> tried) {
        switch (tried) {
            case Try.Done<byte[]> done -> writer.write(job, done.value());
            case Try.Again<byte[]> again -> requeuer.finish(job, again.attempt(), again.hops());
            case Try.Lost<byte[]> lost -> fail(job, lost);
        }
    }

    private void fail(Job job, Try.Lost<byte[]> lost) {
        var reason = new Reason(lost.reason().kind(), "finish: " + lost.reason().text());
        settlement.fail(job, reason, lost.trace());
    }
}
