package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.Ports;
import java.time.Instant;
import java.util.Optional;

/// The operation that returns a job's answer, or the answer so far if the job has not ended.
final class Results {
    /// The maximum size of an answer within a response. A response of Lambda has at most 6 MB, and
    /// JSON escapes make an answer longer.
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Ports ports;
    private final CallersJobs callersJobs;
    private final JobQueries jobQueries;
    private final ObjectLinks links;

    Results(Ports ports, ObjectLinks links) {
        this.ports = ports;
        this.callersJobs = new CallersJobs(ports);
        this.jobQueries = new JobQueries(ports);
        this.links = links;
    }

    Response result(Request request) {
        JobStatus jobStatus = callersJobs.status(request.rejectParameters());
        Instant now = ports.clock().instant();
        Optional<String> trace = jobQueries.trace(jobStatus);
        if (jobStatus.job().result() instanceof Payload.Spilled inS3 && inS3.size() > MAX_BYTES) {
            String url = links.downloadUrl(inS3.key()).toString();
            return Response.json(200, StatusDocument.withResultAt(jobStatus, now, trace, url));
        }
        return Response.json(
                200, StatusDocument.withResult(jobStatus, now, trace, answer(jobStatus)));
    }

    private Optional<byte[]> answer(JobStatus jobStatus) {
        Optional<byte[]> answer;
        try {
            answer = jobQueries.answer(jobStatus);
        } catch (Exception e) {
            throw ProblemException.conflict(
                    "the answer so far cannot be computed (%s): request it when the job has ended"
                            .formatted(e.getMessage()));
        }
        answer.filter(bytes -> bytes.length > MAX_BYTES)
                .ifPresent(bytes -> {
                    throw ProblemException.conflict(
                            "the answer so far has %d bytes, more than the %d of a response: request it when the job has ended"
                                    .formatted(bytes.length, MAX_BYTES));
                });
        return answer;
    }
}
