package dev.fanfold.simulator;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What is run under faults.
///
/// @param resources what the workloads' working halves are opened with
/// @param asks the jobs of every run; none means that each seed decides its own
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

    /// Workloads without resources, in jobs that each seed decides.
    static Subject of(Collection<Workload<?>> workloads) {
        return new Subject(workloads, Resources.of(Map.of()), List.of());
    }
}
