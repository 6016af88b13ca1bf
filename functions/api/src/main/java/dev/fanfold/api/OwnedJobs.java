package dev.fanfold.api;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.Ports;

/// Jobs as their owners see them. Another's job is as little there as one that never was.
final class OwnedJobs {
    private final JobQueries jobQueries;

    OwnedJobs(Ports ports) {
        this.jobQueries = new JobQueries(ports);
    }

    /// The job that the request names.
    ///
    /// @throws ProblemException when the caller has no such job
    JobStatus job(Request request) {
        JobId id = request.job();
        return jobQueries
                .status(id)
                .filter(jobStatus -> jobStatus.job().request().owner().equals(request.caller()))
                .orElseThrow(() -> ProblemException.absent("there is no job " + id));
    }
}
