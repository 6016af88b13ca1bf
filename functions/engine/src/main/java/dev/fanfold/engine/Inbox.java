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
/// An invalid upload becomes a failed job, so that the uploader sees the reason.
final class Inbox {
    private static final String OWNER = "inbox";
    // Stands for the workload of an upload whose key names none; no workload can have this name.
    private static final String NO_WORKLOAD = "(none)";
    // Far more than settings need. A larger file is not read into memory.
    private static final int MAX_SETTINGS_BYTES = 64 * 1024;
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

    /// Accepts the job that this object starts, and returns its id. An invalid object becomes a
    /// failed job.
    ///
    /// @return empty if the object is a folder, settings, the input of a submitted job, or invalid
    /// @throws UncheckedIOException if the settings cannot be read
    Optional<JobId> accept(Pin object) {
        if (InboxKey.isSubmitted(object.uri()) || isFolder(object)) {
            return Optional.empty();
        }
        try {
            InboxKey key = InboxKey.of(object.uri());
            return key.isSettings()
                    ? Optional.empty()
                    : Optional.of(create(request(key, object), object));
        } catch (InvalidInputException e) {
            refuse(object, e);
            return Optional.empty();
        }
    }

    // For a folder, S3's console creates an empty object whose key ends in a slash. An object with
    // content is an input, even if its key ends in a slash.
    private static boolean isFolder(Pin object) {
        return object.size() == 0 && object.uri().getPath().endsWith("/");
    }

    private JobRequest request(InboxKey key, Pin object) {
        deployedWorkloads.require(key.workload());
        SubmittedSettings submitted = settings(key);
        return deployedWorkloads
                .workloads()
                .complete(
                        new JobRequest(
                                key.workload(),
                                submitted.settings(),
                                submitted.options(),
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
        if (settings.size() > MAX_SETTINGS_BYTES) {
            throw new InvalidInputException(
                    "settings of %d bytes are more than %d"
                            .formatted(settings.size(), MAX_SETTINGS_BYTES));
        }
        try (InputStream in = source.open(settings, 0, settings.size())) {
            return in.readAllBytes();
        }
    }

    private JobId create(JobRequest request, Pin object) {
        JobId id = JobId.of(request, object);
        Job job = Job.accepted(id, request, object, clock.instant());
        Counters.noteSubmitted(job, jobs.create(job));
        return id;
    }

    // The job is created as failed, in one write, so that no dispatcher finds it open and starts
    // it. Its id differs from the id of every request, so that it blocks no later valid upload.
    private void refuse(Pin object, InvalidInputException e) {
        String workload = object.uri().getPath().substring(1).split("/", 2)[0];
        var request =
                new JobRequest(
                        workload.isBlank() ? NO_WORKLOAD : workload,
                        JobSettings.of(Map.of()),
                        JobOptions.DEFAULT,
                        object.uri(),
                        OWNER,
                        0);
        JobId id = JobId.of(OWNER, "refused " + JobId.of(request, object));
        var reason = new Reason(Reason.Kind.INPUT, String.valueOf(e.getMessage()));
        Instant now = clock.instant();
        Job refused = Job.accepted(id, request, object, now).failed(reason, now);
        Counters.noteSubmitted(refused, jobs.create(refused));
    }
}
