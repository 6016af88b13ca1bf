package dev.fanfold.api;

import dev.fanfold.documents.RoundAccount;
import dev.fanfold.documents.RoundsDocument;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import java.util.List;
import java.util.OptionalInt;

/// A job's planned rounds, each with its account.
final class Rounds {
    private static final int DEFAULT_PAGE_SIZE = 25;
    private static final int MAX_PAGE_SIZE = 100;
    private final CallersJobs callersJobs;
    private final JobQueries jobQueries;

    Rounds(Ports ports) {
        this.callersJobs = new CallersJobs(ports);
        this.jobQueries = new JobQueries(ports);
    }

    Response list(Request request) {
        int limit =
                request.rejectParametersExcept("limit", "after")
                        .number("limit", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE);
        int after = request.number("after", -1, 0, Integer.MAX_VALUE);
        Job job = callersJobs.status(request).job();
        // Each round is one read. The round after the page shows whether there is another page.
        List<RoundAccount> found =
                after == Integer.MAX_VALUE
                        ? List.of()
                        : jobQueries
                                .rounds(job, after + 1)
                                .limit(limit + 1L)
                                .map(fold -> RoundAccount.of(job, fold))
                                .toList();
        List<RoundAccount> page = found.subList(0, Math.min(limit, found.size()));
        return Response.json(
                200,
                RoundsDocument.of(
                        page,
                        found.size() > limit
                                ? OptionalInt.of(page.getLast().number())
                                : OptionalInt.empty()));
    }
}
