package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Workload;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job as it would be planned: whatever is wrong with a request shows here, before anything is
/// started.
///
/// @param request with the defaults of what was left out
/// @param input null for a workload that reads none
record Draft(JobRequest request, @Nullable Pin input, Plan plan) {
    /// @throws InvalidInputException when the request or its input is at fault
    static Draft of(JobRequest asked, Workloads workloads, Source files) throws Exception {
        JobRequest request = workloads.complete(asked);
        Workload<?> workload = workloads.find(request.workload());
        URI uri = request.input();
        Pin input = uri == null ? null : files.pin(uri);
        Plan plan =
                workload.plan(
                        new Planning(
                                request.settings(),
                                request.options().slice(),
                                request.options().workers(),
                                input,
                                files));
        return new Draft(request, input, plan);
    }

    /// What people are told of a plan, if there is one and anything to tell.
    static Optional<String> note(@Nullable Plan plan) {
        return Optional.ofNullable(plan).map(found -> found.facts().get(Plan.NOTE));
    }

    /// Whether the input, if there is one, can be read from here.
    static boolean isPossible(JobRequest asked, Source files) {
        URI uri = asked.input();
        return uri == null || files.scheme().equals(uri.getScheme());
    }
}
