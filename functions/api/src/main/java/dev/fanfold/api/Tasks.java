package dev.fanfold.api;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The operation that lists those tasks of a job's round that are in one state.
final class Tasks {
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 1_000;
    private final CallersJobs callersJobs;

    Tasks(Ports ports) {
        this.callersJobs = new CallersJobs(ports);
    }

    Response list(Request request) {
        int limit =
                request.rejectParametersExcept("state", "limit", "after")
                        .number("limit", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE);
        int after = request.number("after", -1, 0, Integer.MAX_VALUE);
        JobStatus jobStatus = callersJobs.status(request);
        TaskSet inState = tasksIn(request.parameter("state").orElse("absent"), jobStatus);
        List<Integer> page =
                inState.stream().filter(task -> task > after).limit(limit + 1L).boxed().toList();
        boolean hasMore = page.size() > limit;
        var members = new LinkedHashMap<String, Object>();
        members.put("total", inState.size());
        members.put(
                "tasks", page.stream().limit(limit).map(task -> members(task, jobStatus)).toList());
        if (hasMore) {
            members.put("next", page.get(limit - 1));
        }
        return Response.json(200, members);
    }

    private static TaskSet tasksIn(String state, JobStatus jobStatus) {
        return switch (state) {
            case "lost" -> jobStatus.lost();
            case "missing" -> jobStatus.missing();
            case "done" -> jobStatus.done();
            default ->
                    throw ProblemException.malformed(
                            "state is lost, missing or done, not \"" + state + "\"");
        };
    }

    private static Map<String, Object> members(int task, JobStatus jobStatus) {
        Slice slice = jobStatus.job().planned().slice(task);
        var members = new LinkedHashMap<String, Object>();
        members.put("task", task);
        members.put("from", slice.from());
        members.put("to", slice.to());
        if (jobStatus.fold() != null && jobStatus.lost().holds(task)) {
            members.put("reason", Account.reason(task, jobStatus.fold().losses()));
            jobStatus.fold().losses().groups().stream()
                    .filter(group -> group.tasks().holds(task))
                    .findFirst()
                    .ifPresent(group -> members.put("trace", group.trace().hash()));
        }
        return members;
    }
}
