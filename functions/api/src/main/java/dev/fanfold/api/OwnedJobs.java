package dev.fanfold.api;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.Ports;

/// Finds jobs on behalf of a caller. Another owner's job is reported as not found.
final class OwnedJobs {
    private final JobQueries jobQueries;

    OwnedJobs(Ports ports) {
        this.jobQueries = new JobQueries(ports);
    }

    /// The job that the request names.
    ///
    /// @throws ProblemException if the caller has no such job
    JobStatus job(Request request) {
        JobId id = request.job();
        return jobQueries
                .status(id)
                .filter(jobStatus -> jobStatus.job().request().owner().equals(request.caller()))
                .orElseThrow(() -> ProblemException.absent("there is no job " + id));
    }
}
