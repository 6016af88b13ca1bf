package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.NamePattern;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The operation that lists those outputs of a job that count, each with a link to its bytes.
final class Outputs {
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 1_000;
    private final Ports ports;
    private final CallersJobs callersJobs;
    private final OutputQueries outputQueries;
    private final ObjectLinks links;

    Outputs(Ports ports, ObjectLinks links) {
        this.ports = ports;
        this.callersJobs = new CallersJobs(ports);
        this.outputQueries = new OutputQueries(ports);
        this.links = links;
    }

    Response list(Request request) {
        int limit =
                request.rejectParametersExcept("name", "limit", "after")
                        .number("limit", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE);
        var names = new NamePattern(pattern(request));
        Output after = PageToken.after(request, 3, Outputs::position).orElse(startOf(0));
        JobStatus jobStatus = callersJobs.status(request);
        Job job = jobStatus.job();
        var page =
                new OutputPage(
                        limit,
                        output -> names.matches(output.name()),
                        output -> members(job, output),
                        ports.clock());
        Optional<Output> last = fill(page, jobStatus, after);
        var members = new LinkedHashMap<String, Object>();
        members.put("outputs", page.entries());
        last.ifPresent(output ->
                members.put("next", PageToken.of(output.round(), output.task(), output.name())));
        return Response.json(200, members);
    }

    private static String pattern(Request request) {
        String pattern = request.parameter("name").orElse("*");
        int length = pattern.codePointCount(0, pattern.length());
        if (length < 1 || length > Task.MAX_OUTPUT_NAME) {
            throw ProblemException.malformed(
                    "name is a pattern of 1 to %d characters, not of %d"
                            .formatted(Task.MAX_OUTPUT_NAME, length));
        }
        return pattern;
    }

    // Fills the page with outputs that follow `after`. Returns the position after which the next
    // page starts, if there is a next page.
    private Optional<Output> fill(OutputPage page, JobStatus jobStatus, Output after) {
        Job job = jobStatus.job();
        if (job.round().totals(jobStatus.fold()).outputs().equals(OutputCount.NONE)) {
            return Optional.empty(); // there are no outputs, so no round has to be read
        }
        try {
            return fillByRounds(page, job, after);
        } catch (IllegalStateException e) {
            throw ProblemException.conflict(
                    "the outputs of job %s cannot be listed (%s): outputs expire with the answer"
                            .formatted(job.id(), e.getMessage()));
        }
    }

    // Each round takes a read, even if it has no outputs. So the time of a page may end between two
    // rounds; then the next page starts with the second.
    private Optional<Output> fillByRounds(OutputPage page, Job job, Output after) {
        Output start = after;
        while (start.round() <= job.round().number()) {
            if (outputQueries.roundAfter(job, start).anyMatch(output -> !page.add(output))) {
                return page.last();
            }
            start = startOf(start.round() + 1);
            if (page.isOverTime() && start.round() <= job.round().number()) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> members(Job job, Output output) {
        var members = new LinkedHashMap<String, Object>();
        members.put("round", output.round());
        members.put("task", output.task());
        members.put("name", output.name());
        members.put("bytes", output.bytes());
        members.put("sha256", output.sha256());
        String key = outputQueries.key(job, output);
        members.put("url", links.downloadUrl(key, output.name()).toString());
        return members;
    }

    private static Output position(String[] parts) {
        return position(index(parts[0]), index(parts[1]), parts[2]);
    }

    private static int index(String text) {
        return Objects.checkIndex(Integer.parseInt(text), Integer.MAX_VALUE);
    }

    // The position before the round's outputs, because every name follows the empty one.
    private static Output startOf(int round) {
        return position(round, 0, "");
    }

    // A position is an output with a round, a task and a name. Its other parts are not used.
    private static Output position(int round, int task, String name) {
        return new Output(round, task, "", name, 0, "");
    }
}
