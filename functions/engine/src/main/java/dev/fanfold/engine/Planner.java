package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Workload;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/// Moves a job from ACCEPTED to DISPATCHING: makes plan and accumulator.
final class Planner {
    private final JobStore jobs;
    private final Workloads workloads;
    private final Source source;
    private final InstantSource clock;
    private final Settlement settlement;

    Planner(
            JobStore jobs,
            Workloads workloads,
            Source source,
            InstantSource clock,
            Settlement settlement) {
        this.jobs = jobs;
        this.workloads = workloads;
        this.source = source;
        this.clock = clock;
        this.settlement = settlement;
    }

    /// Plans the job. If it cannot be planned, it fails.
    void plan(Job job) {
        Workload<?> workload = workloads.find(job.request().workload());
        Draft draft;
        try {
            draft =
                    new Draft(
                            noting(job, () -> workload.plan(planning(job))),
                            noting(job, () -> empty(workload)));
        } catch (InvalidInputException e) {
            settlement.fail(job, Failures.reason(e));
            return;
        } catch (Error e) {
            // The workload's own error; a retry would meet it again. An error of the environment is
            // thrown by `of`: the message is retried, and its dead letter finally fails the job.
            Reason why = MergeFailedException.of("plan", job.request().workload(), e).reason();
            settlement.fail(job, why, Failures.noted(e));
            return;
        }
        jobs.create(Accumulator.empty(job.id(), draft.plan.tasks(), draft.empty));
        jobs.replace(job.planned(draft.plan, clock.instant()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Draft(Plan plan, byte[] empty) {}

    private Planning planning(Job job) {
        JobOptions options = job.request().options();
        return new Planning(
                job.request().settings(), options.slice(), options.workers(), job.input(), source);
    }

    // The exception propagates, so that the message is retried.
    private <T> T noting(Job job, Callable<T> code) {
        try {
            return code.call();
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            noteThrown(job, e);
            throw e;
        } catch (Exception e) {
            noteThrown(job, e);
            throw new IllegalStateException(
                    "cannot plan job " + job.id() + " of " + job.request().workload(), e);
        }
    }

    // The row keeps the trace of the last attempt, because the dead letter does not contain it.
    private void noteThrown(Job job, Exception thrown) {
        try {
            jobs.replace(job.planThrew(Failures.noted(thrown)));
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
        }
    }

    private static <P> byte[] empty(Workload<P> workload) {
        return workload.codec().encode(workload.empty());
    }
}
