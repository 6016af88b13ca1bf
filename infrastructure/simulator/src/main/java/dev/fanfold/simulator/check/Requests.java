package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Pin;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was asked for and what came of it: one request is one job, and every upload that was heard
/// of is one.
final class Requests {
    private final Promises promises;
    private final Set<String> announced = new TreeSet<>();
    private final Set<String> dead = new HashSet<>();

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

    /// A request was taken in, and its caller told that this is its job.
    ///
    /// @param row the job's, null when there is none
    void taken(JobRequest request, Job job, @Nullable Job row) {
        if (row == null) {
            promises.violated("I4", "taken in, and there is no row of job " + job.id());
        }
        JobRequest kept = job.request();
        boolean same =
                kept.workload().equals(request.workload())
                        && kept.options().equals(request.options())
                        && Objects.equals(kept.input(), request.input())
                        && kept.settings()
                                .values()
                                .entrySet()
                                .containsAll(request.settings().values().entrySet());
        if (!same) {
            promises.violated("I8", request + " is told to be the job of " + kept);
        }
    }

    // An effect outside is keyed by job and task: it happens once if one request is one job.
    void end(Collection<Job> jobs) {
        var asked = new HashSet<String>();
        for (Job job : jobs) {
            String input = job.input() == null ? "" : job.input().version();
            if (!asked.add(job.request() + input)) {
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
