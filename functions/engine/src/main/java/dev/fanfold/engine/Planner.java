package dev.fanfold.engine;

import dev.fanfold.engine.PlanMaker.Draft;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Moves a job from ACCEPTED to DISPATCHING: makes the plan and the accumulator of its round.
final class Planner {
    private final JobStore jobs;
    private final PlanMaker planMaker;
    private final InstantSource clock;
    private final Settlement settlement;
    private final AccumulatorWriter accumulatorWriter;

    Planner(
            JobStore jobs,
            PlanMaker planMaker,
            InstantSource clock,
            Settlement settlement,
            AccumulatorWriter accumulatorWriter) {
        this.jobs = jobs;
        this.planMaker = planMaker;
        this.clock = clock;
        this.settlement = settlement;
        this.accumulatorWriter = accumulatorWriter;
    }

    /// Plans the job's round, unless it is too early.
    ///
    /// Fails the job if the input is invalid, or if the workload throws an [Error] of its own.
    /// Throws any other exception of the workload, so that the message is retried.
    ///
    /// @return false if it is too early, so that the job cannot advance yet
    boolean plan(Job job) {
        Instant now = clock.instant();
        if (job.round().waits(now)) {
            return false; // the message that starts the round arrives later
        }
        draft(job).ifPresent(draft -> write(job, draft, now));
        return true;
    }

    private Optional<Draft> draft(Job job) {
        try {
            return Optional.of(planMaker.make(job));
        } catch (InvalidInputException e) {
            settlement.fail(job, Failures.reason(e));
        } catch (PermanentFailureException e) {
            settlement.fail(job, Failures.reason(e), Failures.note(e));
        } catch (Error e) {
            // A retry would meet the workload's own error again, so the job fails. If the error is
            // one of the environment, for example a lack of memory, `of` throws it. Then the
            // message is retried, and its dead letter fails the job.
            Reason reason = MergeFailedException.of("plan", job.request().workload(), e).reason();
            settlement.fail(job, reason, Failures.note(e));
        }
        return Optional.empty();
    }

    private void write(Job job, Draft draft, Instant now) {
        accumulatorWriter.create(job, draft.plan().tasks(), draft.empty());
        jobs.replace(job.planned(draft.plan(), now));
    }
}
