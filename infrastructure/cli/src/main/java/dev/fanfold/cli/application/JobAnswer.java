package dev.fanfold.cli.application;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job as it stands, and its answer: that of a job that has ended, or so far.
///
/// @param result the answer's JSON, null when there is none
/// @param table the answer as rows, where it has some
/// @param trace the first of the stack traces of its failures, if there are any
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record JobAnswer(
        JobStatus jobStatus,
        byte @Nullable [] result,
        Optional<Table> table,
        Optional<String> trace) {
    /// The answer of a job that has one; of any other job none.
    public static JobAnswer ofEnded(JobQueries jobQueries, JobStatus jobStatus) {
        return jobStatus.job().result() == null
                ? new JobAnswer(jobStatus, null, Optional.empty(), jobQueries.trace(jobStatus))
                : soFar(jobQueries, jobStatus);
    }

    /// The answer of a job that has one; of any other what its fold makes. Where the workload is
    /// not at hand, the answer of a job that has one is there, as JSON.
    ///
    /// @throws IllegalStateException when the workload cannot make one yet
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
