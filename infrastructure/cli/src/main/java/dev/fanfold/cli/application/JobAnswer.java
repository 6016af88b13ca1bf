package dev.fanfold.cli.application;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job and its final answer, or its answer so far, if there is one.
///
/// @param result the answer as JSON; null if there is no answer
/// @param table the answer as rows, if it has rows
/// @param trace the first stack trace of the job's failures, if there is one
@SuppressWarnings("ArrayRecordComponent") // the record is never compared
public record JobAnswer(
        JobStatus jobStatus,
        byte @Nullable [] result,
        Optional<Table> table,
        Optional<String> trace) {
    /// A job that has ended, with its final answer if it has one.
    public static JobAnswer ofEnded(JobQueries jobQueries, JobStatus jobStatus) {
        return jobStatus.job().result() == null
                ? new JobAnswer(jobStatus, null, Optional.empty(), jobQueries.trace(jobStatus))
                : soFar(jobQueries, jobStatus);
    }

    /// A job with its final answer, or else with its answer so far.
    ///
    /// If the workload is not on this machine, only the final answer is available, and only as
    /// JSON.
    ///
    /// @throws IllegalStateException if the workload throws a checked exception while it makes the
    ///   answer so far
    public static JobAnswer soFar(JobQueries jobQueries, JobStatus jobStatus) {
        if (!jobQueries.hasWorkload(jobStatus) && jobStatus.job().result() == null) {
            return new JobAnswer(jobStatus, null, Optional.empty(), jobQueries.trace(jobStatus));
        }
        try {
            byte[] result = jobQueries.answer(jobStatus).orElse(null);
            return new JobAnswer(
                    jobStatus,
                    result,
                    jobQueries.hasWorkload(jobStatus)
                            ? jobQueries.table(jobStatus)
                            : Optional.empty(),
                    jobQueries.trace(jobStatus));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("there is no answer yet: " + e.getMessage(), e);
        }
    }

    public Job job() {
        return jobStatus.job();
    }

    public Account account() {
        return Account.of(jobStatus.job(), jobStatus.fold()).traced(trace);
    }
}
