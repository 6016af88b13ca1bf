package dev.fanfold.simulator;

import dev.fanfold.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The workloads and jobs that run under faults.
///
/// @param resources the resources that tests give to works, as [dev.fanfold.workload.Resources#of]
///   takes them
/// @param jobAsks the jobs of every run; if empty, each seed decides its own jobs
public record Subject(
        Collection<Workload<?>> workloads, Map<String, ?> resources, List<JobAsk> jobAsks) {
    public Subject {
        workloads = List.copyOf(workloads);
        resources = Map.copyOf(resources);
        jobAsks = List.copyOf(jobAsks);
    }

    /// Workloads without resources, with jobs that each seed decides.
    static Subject of(Collection<Workload<?>> workloads) {
        return new Subject(workloads, Map.of(), List.of());
    }
}
