package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
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

/// Compares requests and uploads with jobs. One request to one version of a workload makes one job.
/// An upload whose notification was sent makes one job, whichever versions of the workload receive
/// its notifications.
final class Requests {
    private final Promises promises;
    private final Set<String> announced = new TreeSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Map<JobRequest, Set<String>> asked = new HashMap<>();
    private final Set<JobId> sent = new HashSet<>();

    Requests(Promises promises) {
        this.promises = promises;
    }

    /// The notification of an upload was sent.
    ///
    /// @param version the version of the uploaded object
    void announced(String version) {
        announced.add(version);
    }

    /// The notification of an upload became a dead letter. Then the upload needs no job, because
    /// the alarm of the dead-letter queue reports it.
    void died(Pin upload) {
        dead.add(upload.version());
    }

    /// A request was made to this version of its workload.
    void asked(JobRequest request, String version) {
        asked.computeIfAbsent(request, _ -> new HashSet<>()).add(version);
    }

    /// A request was accepted and answered with this job.
    ///
    /// @param row the job's row, null if there is none
    void taken(JobRequest request, Job job, @Nullable Job row) {
        if (row == null) {
            promises.violated("I4", "a request was accepted, but job " + job.id() + " has no row");
        }
        if (!isOf(request, job.request())) {
            promises.violated("I8", request + " was answered with the job of " + job.request());
        }
    }

    /// A message to the dispatcher was sent.
    void sent(Arrival arrival) {
        if (arrival instanceof Arrival.Waiting waiting) {
            sent.add(waiting.job());
        }
    }

    /// Whether the answer to a request abandons another job of this request.
    ///
    /// The row of that job is written, but its message to the dispatcher is not sent: the call
    /// failed in between. The retry reached another version of the workload or of the input, so it
    /// was answered differently. No caller repeats the request for the first job after that.
    ///
    /// @param answered the job that the request was answered with, null if it was rejected
    /// @param rows the current rows of all jobs
    boolean abandons(JobRequest request, @Nullable JobId answered, Collection<Job> rows) {
        return rows.stream()
                .anyMatch(job ->
                        job.isOpen()
                                && !job.id().equals(answered)
                                && !sent.contains(job.id())
                                && isOf(request, job.request()));
    }

    // Whether a job was made from this request. The job's own request also has the defaults of
    // settings.
    private static boolean isOf(JobRequest request, JobRequest ofJob) {
        return ofJob.workload().equals(request.workload())
                && ofJob.options().equals(request.options())
                && Objects.equals(ofJob.input(), request.input())
                && ofJob.settings()
                        .values()
                        .entrySet()
                        .containsAll(request.settings().values().entrySet());
    }

    // To how many versions of its workload this request of a job was made.
    private int versionsAsked(JobRequest ofJob) {
        return asked.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), ofJob))
                .mapToInt(entry -> entry.getValue().size())
                .max()
                .orElse(1);
    }

    /// Checks at the end of the run that no request has made too many jobs, and that each upload
    /// has made one. A second job would repeat external effects, because their keys contain the
    /// job.
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
            promises.violated("I4", "no job was made from the uploads " + announced);
        }
    }
}
