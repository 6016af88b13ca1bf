package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Pin;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was asked for and what came of it: one request to one version of a workload is one job, and
/// every upload that was heard of is one, whatever versions hear of it.
final class Requests {
    private final Promises promises;
    private final Set<String> announced = new TreeSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<JobRequest, Set<String>> asked = new HashMap<>();

    Requests(Promises promises) {
        this.promises = promises;
    }

    void announced(String version) {
        announced.add(version);
    }

    /// An upload whose notification nobody could take in: the dead-letter queue's alarm tells of
    /// it.
    void died(Pin upload) {
        dead.add(upload.version());
    }

    /// A request was made, to this version of its workload.
    void asked(JobRequest request, String version) {
        asked.computeIfAbsent(request, _ -> new HashSet<>()).add(version);
    }

    /// A request was taken in, and its caller told that this is its job.
    ///
    /// @param row the job's, null when there is none
    void taken(JobRequest request, Job job, @Nullable Job row) {
        if (row == null) {
            promises.violated("I4", "taken in, and there is no row of job " + job.id());
        }
        if (!isOf(request, job.request())) {
            promises.violated("I8", request + " is told to be the job of " + job.request());
        }
    }

    // The job's request has the defaults too.
    private static boolean isOf(JobRequest request, JobRequest kept) {
        return kept.workload().equals(request.workload())
                && kept.options().equals(request.options())
                && Objects.equals(kept.input(), request.input())
                && kept.settings()
                        .values()
                        .entrySet()
                        .containsAll(request.settings().values().entrySet());
    }

    private int versionsAsked(JobRequest kept) {
        return asked.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), kept))
                .mapToInt(entry -> entry.getValue().size())
                .max()
                .orElse(1);
    }

    // An effect outside is keyed by job and task: it happens once if one request is one job.
    void end(Collection<Job> jobs) {
        var same = new HashMap<String, Integer>();
        for (Job job : jobs) {
            String input = job.input() == null ? "" : job.input().version();
            if (same.merge(job.request() + input, 1, Integer::sum) > versionsAsked(job.request())) {
                promises.violated("I8", "two jobs for " + job.request());
            }
            announced.remove(input);
        }
        announced.removeAll(dead);
        if (!announced.isEmpty()) {
            promises.violated("I4", "no job came of the uploads " + announced);
        }
    }
}
