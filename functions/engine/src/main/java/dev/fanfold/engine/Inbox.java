package dev.fanfold.engine;

import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Makes jobs of uploads.
///
/// An invalid upload becomes a failed job, so that its uploader sees why.
final class Inbox {
    private static final String OWNER = "inbox";
    private static final int MAX_SETTINGS = 64 * 1024;
    private final JobStore jobs;
    private final Source source;
    private final DeployedWorkloads deployedWorkloads;
    private final InstantSource clock;
    private final SubmittedSettings.Format format;

    Inbox(
            JobStore jobs,
            Source source,
            DeployedWorkloads deployedWorkloads,
            InstantSource clock,
            SubmittedSettings.Format format) {
        this.jobs = jobs;
        this.source = source;
        this.deployedWorkloads = deployedWorkloads;
        this.clock = clock;
        this.format = format;
    }

    /// Writes the job of this object and returns its id.
    ///
    /// Empty for objects that start no job: settings, folders, and inputs of submitted jobs.
    Optional<JobId> take(Pin object) {
        if (InboxKey.isSubmitted(object.uri()) || isFolder(object)) {
            return Optional.empty();
        }
        try {
            InboxKey key = InboxKey.of(object.uri());
            return key.isSettings()
                    ? Optional.empty()
                    : Optional.of(accepted(request(key, object), object));
        } catch (InvalidInputException e) {
            refuse(object, e);
            return Optional.empty();
        }
    }

    // S3's console creates such an object to show keys with a common prefix as a folder. An object
    // with bytes in it is data, even if its key ends in a slash.
    private static boolean isFolder(Pin object) {
        return object.size() == 0 && object.uri().getPath().endsWith("/");
    }

    private JobRequest request(InboxKey key, Pin object) {
        deployedWorkloads.require(key.workload());
        SubmittedSettings given = settings(key);
        return deployedWorkloads
                .workloads()
                .complete(
                        new JobRequest(
                                key.workload(),
                                given.settings(),
                                given.options(),
                                object.uri(),
                                OWNER,
                                0));
    }

    private SubmittedSettings settings(InboxKey key) {
        try {
            return format.parse(read(source.pin(key.settings())));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "the settings beside it: "
                            + e.getMessage()
                            + "; upload "
                            + key.settings()
                            + " (\"{}\" when there is nothing to set) and then the file again",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key.settings(), e);
        }
    }

    private byte[] read(Pin settings) throws IOException {
        if (settings.size() > MAX_SETTINGS) {
            throw new InvalidInputException(
                    "settings of %d bytes are more than %d"
                            .formatted(settings.size(), MAX_SETTINGS));
        }
        try (InputStream in = source.open(settings, 0, settings.size())) {
            return in.readAllBytes();
        }
    }

    private JobId accepted(JobRequest request, Pin object) {
        JobId id = JobId.of(request, object);
        Job job = Job.accepted(id, request, object, clock.instant());
        Counters.created(job, jobs.create(job));
        return id;
    }

    // One write, so that no dispatcher sees the job open and starts it. The id is not that of any
    // request, so that a later valid request is not blocked.
    private void refuse(Pin object, InvalidInputException why) {
        String workload = object.uri().getPath().substring(1).split("/", 2)[0];
        var request =
                new JobRequest(
                        workload,
                        JobSettings.of(Map.of()),
                        JobOptions.DEFAULT,
                        object.uri(),
                        OWNER,
                        0);
        JobId id = JobId.of(OWNER, "refused " + JobId.of(request, object));
        var reason = new Reason(Reason.Kind.INPUT, String.valueOf(why.getMessage()));
        Instant now = clock.instant();
        Job refused = Job.accepted(id, request, object, now).failed(reason, now);
        Counters.created(refused, jobs.create(refused));
    }
}
