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

/// A job that is planned on this machine before it is submitted, so that errors appear early.
///
/// @param request the request, completed with defaults
/// @param input the pinned input; null if the workload reads no input
record Draft(JobRequest request, @Nullable Pin input, Plan plan) {
    /// Plans a job.
    ///
    /// @throws InvalidInputException if the request or its input is invalid
    static Draft of(JobRequest given, Workloads workloads, Source files) throws Exception {
        JobRequest request = workloads.complete(given);
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

    /// The note that a workload's plan carries for the user, if there is one.
    static Optional<String> note(@Nullable Plan plan) {
        return Optional.ofNullable(plan).map(found -> found.facts().get(Plan.NOTE));
    }

    /// Whether the job has no input, or its input is a file of this machine, which need not exist.
    static boolean canReadInput(JobRequest given, Source files) {
        URI uri = given.input();
        return uri == null || files.scheme().equals(uri.getScheme());
    }
}
