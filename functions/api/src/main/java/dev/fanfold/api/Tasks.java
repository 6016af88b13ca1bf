package dev.fanfold.api;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A job's tasks in one state.
final class Tasks {
    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private final Owned owned;

    Tasks(Ports ports) {
        this.owned = new Owned(ports);
    }

    Answer list(Request request) {
        int limit = request.onlyQuery("state", "limit", "after").number("limit", PAGE, 1, MOST);
        int after = request.number("after", -1, 0, Integer.MAX_VALUE);
        Standing standing = owned.job(request);
        TaskSet all = all(standing, request.parameter("state").orElse("absent"));
        List<Integer> page =
                all.stream().filter(task -> task > after).limit(limit + 1L).boxed().toList();
        boolean more = page.size() > limit;
        var members = new LinkedHashMap<String, Object>();
        members.put("total", all.size());
        members.put(
                "tasks", page.stream().limit(limit).map(task -> shown(task, standing)).toList());
        if (more) {
            members.put("next", page.get(limit - 1));
        }
        return Answer.json(200, members);
    }

    private static TaskSet all(Standing standing, String state) {
        return switch (state) {
            case "lost" -> standing.lost();
            case "missing" -> standing.missing();
            case "done" -> standing.done();
            default ->
                    throw Problem.malformed(
                            "state is lost, missing or done, not \"" + state + "\"");
        };
    }

    private static Map<String, Object> shown(int task, Standing standing) {
        Slice slice = standing.job().planned().slice(task);
        var members = new LinkedHashMap<String, Object>();
        members.put("task", task);
        members.put("from", slice.from());
        members.put("to", slice.to());
        if (standing.fold() != null && standing.lost().holds(task)) {
            members.put("reason", Account.reason(task, standing.fold().losses()));
            standing.fold().losses().groups().stream()
                    .filter(group -> group.tasks().holds(task))
                    .findFirst()
                    .ifPresent(group -> members.put("trace", group.trace().hash()));
        }
        return members;
    }
}
