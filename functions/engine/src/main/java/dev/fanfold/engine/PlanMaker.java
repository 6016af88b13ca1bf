package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Workload;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Makes the plan of a job's round.
final class PlanMaker {
    private final JobStore jobs;
    private final Workloads workloads;
    private final Source source;
    private final Payloads payloads;

    PlanMaker(JobStore jobs, Workloads workloads, Source source, Payloads payloads) {
        this.jobs = jobs;
        this.workloads = workloads;
        this.source = source;
        this.payloads = payloads;
    }

    /// A plan, and the encoded partial result of no task ([Workload#empty]).
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Draft(Plan plan, byte[] empty) {}

    /// Makes the plan of the job's round.
    ///
    /// If planning throws another exception, this notes its trace in the row and throws it, wrapped
    /// if it is a checked exception. An [Error] of the workload is thrown as it is.
    ///
    /// @throws InvalidInputException if the workload rejects the job's settings or input
    /// @throws PermanentFailureException if the workload says that a retry cannot help
    Draft make(Job job) {
        String name = job.request().workload();
        // During a deployment, the new version of this function may have the workload and this one
        // may not. So this throws, and the message is retried.
        Workload<?> workload =
                workloads
                        .lookup(name)
                        .orElseThrow(
                                () -> new IllegalStateException("there is no workload " + name));
        return new Draft(
                callNoting(job, () -> workload.plan(planning(job))),
                callNoting(job, () -> encodedEmpty(workload)));
    }

    private Planning planning(Job job) {
        JobOptions options = job.request().options();
        return new Planning(
                job.request().settings(),
                options.slice(),
                options.workers(),
                job.input(),
                source,
                payloads.round(job),
                () -> previousTotal(job));
    }

    /// The encoded total of the job's previous round; empty in round 0.
    private Optional<byte[]> previousTotal(Job job) {
        int previous = job.round().number() - 1;
        return previous < 0
                ? Optional.empty()
                : Optional.of(
                        payloads.load(jobs.accumulator(job.id(), previous).orElseThrow().value()));
    }

    // An exception after which the message is retried is noted in the row and thrown. The others,
    // for an invalid input and for a permanent failure, fail the job.
    private <T> T callNoting(Job job, Callable<T> code) {
        try {
            return code.call();
        } catch (InvalidInputException | PermanentFailureException e) {
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

    // The row keeps the trace of the last attempt, because a dead letter does not contain it. If
    // the row cannot be written, the caller still throws the exception of the planning.
    private void noteThrown(Job job, Exception thrown) {
        try {
            jobs.replace(job.planThrew(Failures.note(thrown)));
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
        }
    }

    private static <P> byte[] encodedEmpty(Workload<P> workload) {
        return workload.codec().encode(workload.empty());
    }
}
