package dev.fanfold.api;

import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore.OwnedJob;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.InvalidInputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations on a caller's jobs: list, status, cancel and redrive.
final class Jobs {
    private static final int DEFAULT_PAGE_SIZE = 25;
    private static final int MAX_PAGE_SIZE = 100;
    private final Ports ports;
    private final CallersJobs callersJobs;
    private final JobQueries jobQueries;
    private final Dispatcher dispatcher;

    Jobs(Ports ports, SubmittedSettings.Format format) {
        this.ports = ports;
        this.callersJobs = new CallersJobs(ports);
        this.jobQueries = new JobQueries(ports);
        this.dispatcher = new Dispatcher(ports, format);
    }

    Response list(Request request) {
        int limit =
                request.rejectParametersExcept("limit", "after")
                        .number("limit", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE);
        OwnedJob after = PageToken.after(request, 2, Jobs::position).orElse(null);
        List<OwnedJob> page = ports.jobs().findByOwner(request.caller(), after, limit);
        var members = new LinkedHashMap<String, Object>();
        members.put(
                "jobs",
                page.stream().flatMap(ownedJob -> summary(ownedJob.job()).stream()).toList());
        if (page.size() == limit) {
            OwnedJob last = page.getLast();
            members.put("next", PageToken.of(last.created().toEpochMilli(), last.job()));
        }
        return Response.json(200, members);
    }

    Response status(Request request) {
        return Response.json(200, document(callersJobs.status(request.rejectParameters())));
    }

    Response cancel(Request request) {
        Job job = callersJobs.status(request.rejectParameters()).job();
        boolean cancelled = dispatcher.cancel(job.id());
        JobStatus current = callersJobs.status(request);
        if (!cancelled && current.job().state() != State.CANCELLED) {
            throw ProblemException.conflict(
                    "job %s is %s: only an open job can be cancelled"
                            .formatted(job.id(), current.job().state()));
        }
        return Response.json(200, document(current));
    }

    Response redrive(Request request) {
        Job job = callersJobs.status(request.rejectParameters()).job();
        try {
            dispatcher.redrive(job.id());
        } catch (InvalidInputException e) {
            throw ProblemException.conflict(String.valueOf(e.getMessage()));
        }
        return Response.json(202, document(callersJobs.status(request)));
    }

    private String document(JobStatus jobStatus) {
        return StatusDocument.of(
                jobStatus,
                ports.clock().instant(),
                jobQueries.trace(jobStatus),
                jobQueries.progress(jobStatus));
    }

    // Empty if the job's row has expired, because the index may still list the job for a moment.
    private Optional<Map<String, Object>> summary(JobId id) {
        return ports.jobs().job(id).map(Jobs::summary);
    }

    private static Map<String, Object> summary(Job job) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", job.id().value());
        members.put("workload", job.request().workload());
        members.put("state", job.state().name());
        members.put("created", job.created().toString());
        members.put("changed", job.changed().toString());
        return members;
    }

    private static OwnedJob position(String[] parts) {
        return new OwnedJob(
                new JobId(parts[1]), Instant.ofEpochMilli(Long.parseUnsignedLong(parts[0])));
    }
}
