package dev.fanfold.simulator;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The workloads and jobs that run under faults.
///
/// @param resources opens the workloads' works
/// @param asks the jobs of every run; if empty, each seed decides its own jobs
public record Subject(
        Collection<Workload<?>> workloads, Resources resources, List<JobAsk> jobAsks) {
    public Subject {
        workloads = List.copyOf(workloads);
        jobAsks = List.copyOf(jobAsks);
    }

    /// The pool of the workload of a name.
    String pool(String name) {
        return workloads.stream()
                .map(Workload::definition)
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pool();
    }

    /// Workloads without resources, with jobs that each seed decides.
    static Subject of(Collection<Workload<?>> workloads) {
        return new Subject(workloads, Resources.of(Map.of()), List.of());
    }
}
