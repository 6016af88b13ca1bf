package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.job.Job;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

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

    boolean hasDeadUpload() {
        return !dead.isEmpty();
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
