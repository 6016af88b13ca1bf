package dev.fanfold.api;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.Ports;

/// Finds the jobs of a caller. A job of another owner is reported as not found.
final class CallersJobs {
    private final JobQueries jobQueries;

    CallersJobs(Ports ports) {
        this.jobQueries = new JobQueries(ports);
    }

    /// The status of the job that the request names.
    ///
    /// @throws ProblemException if the caller has no such job
    JobStatus status(Request request) {
        JobId id = request.job();
        return jobQueries
                .status(id)
                .filter(jobStatus -> jobStatus.job().request().owner().equals(request.caller()))
                .orElseThrow(() -> ProblemException.absent("there is no job " + id));
    }
}
