package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.simulator.check.Witness;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.time.Host;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Callers of the application. At random times they upload, submit, submit again, cancel and
/// redrive, and they replace and delete inputs.
final class Callers {
    private static final long SECOND = 1_000_000;
    private static final int MAX_ATTEMPTS = 60;
    private static final int MAX_REDRIVES = 2;
    private final Cloud cloud;
    private final World world;
    private final List<JobAsk> jobAsks;
    private final RandomGenerator random;
    private final Witness witness;
    private final Behaviours behaviours;
    private final Map<JobId, Integer> redrives = new HashMap<>();
    private final Set<URI> deletedInputs = new HashSet<>();
    private int pending;

    Callers(
            Cloud cloud,
            World world,
            List<JobAsk> jobAsks,
            RandomGenerator random,
            Witness witness,
            Behaviours behaviours) {
        this.cloud = cloud;
        this.world = world;
        this.jobAsks = jobAsks;
        this.random = random;
        this.witness = witness;
        this.behaviours = behaviours;
    }

    /// Whether no act of a caller is planned or running.
    boolean areDone() {
        return pending == 0;
    }

    void start() {
        for (int i = 0; i < jobAsks.size(); i++) {
            start(jobAsks.get(i), i);
        }
        later(random.nextLong(120 * SECOND), () -> forAnyJobIf(Fault.CANCEL, this::cancel));
        later(random.nextLong(90 * SECOND), this::redriveSome);
    }

    private void start(JobAsk jobAsk, int number) {
        // This key has characters that S3's notifications encode.
        String uploadKey = jobAsk.workload() + "/run " + number + "/in+put ü.txt";
        long at = random.nextLong(30 * SECOND);
        if (jobAsk.uploaded()) {
            later(at, () -> upload(jobAsk, uploadKey));
            return;
        }
        @Nullable URI input = null;
        if (jobAsk.input() != null) {
            String inputKey = InboxKey.UPLOADS + number + ".txt";
            cloud.upload(inputKey, jobAsk.input());
            input = InboxKey.uri(cloud.inbox(), inputKey);
            later(random.nextLong(60 * SECOND), () -> disturb(inputKey));
        }
        JobRequest request = request(jobAsk, input);
        later(at, () -> call("submits", () -> submit(request)));
        if (world.faultPlan().hits(Fault.ASKED_TWICE)) {
            later(random.nextLong(60 * SECOND), () -> call("submits again", () -> submit(request)));
        }
    }

    private void submit(JobRequest request) {
        witness.asked(request, cloud.version(request.workload()));
        try {
            witness.taken(request, cloud.dispatcher().submit(request).job());
        } catch (InvalidInputException refused) {
            witness.rejected(request);
            URI input = request.input();
            if (input == null || !deletedInputs.contains(input)) {
                witness.violated(
                        "I4",
                        "a valid request was rejected: " + request + ": " + refused.getMessage());
            }
            throw refused;
        }
    }

    private static JobRequest request(JobAsk jobAsk, @Nullable URI input) {
        return new JobRequest(
                jobAsk.workload(),
                JobSettings.of(jobAsk.settings()),
                jobAsk.options(),
                input,
                "me",
                0);
    }

    private void upload(JobAsk jobAsk, String key) {
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        cloud.upload(
                folder + "settings.json", jobAsk.settingsJson().getBytes(StandardCharsets.UTF_8));
        put(key, java.util.Objects.requireNonNull(jobAsk.input()));
        later(random.nextLong(60 * SECOND), () -> disturb(key));
    }

    private void put(String key, byte[] bytes) {
        Cloud.Upload upload = cloud.upload(key, bytes);
        if (upload.announced() && !key.startsWith(InboxKey.UPLOADS)) {
            witness.announced(upload.version());
        }
    }

    // If the faults happen: replaces the input with another object, and deletes the version that
    // was uploaded first. A job may have read that version.
    private void disturb(String key) {
        Objects.Stored uploaded = cloud.objects.latest(cloud.inbox(), key).orElseThrow();
        if (world.faultPlan().hits(Fault.OBJECT_REPLACED)) {
            put(key, InputRewriter.of(uploaded.bytes()));
        }
        if (world.faultPlan().hits(Fault.OBJECT_GONE)) {
            cloud.objects.deleteVersion(cloud.inbox(), key, uploaded.version());
            witness.inputGone(uploaded.version());
            deletedInputs.add(InboxKey.uri(cloud.inbox(), key));
        }
    }

    private void forAnyJobIf(Fault fault, java.util.function.Consumer<Job> action) {
        List<Job> rows = witness.rows();
        if (!rows.isEmpty() && world.faultPlan().hits(fault)) {
            action.accept(rows.get(random.nextInt(rows.size())));
        }
    }

    private void cancel(Job job) {
        call("cancels", () -> cancel(job.id()));
    }

    private void cancel(JobId id) {
        boolean cancelled = cloud.dispatcher().cancel(id);
        Job now = java.util.Objects.requireNonNull(witness.row(id));
        if (cancelled ? now.state() != State.CANCELLED : now.isOpen()) {
            witness.violated(
                    "I7", "cancel returned " + cancelled + ", but the job is " + now.state());
        }
    }

    // Redrives ended jobs at random. Continues to look for such jobs while any job is open.
    private void redriveSome() {
        for (Job job : witness.rows()) {
            boolean canBeRedriven =
                    (job.state() == State.PARTIAL || job.state() == State.FAILED)
                            && (job.plan() != null || job.round().number() > 0);
            if ((canBeRedriven || witness.hasRoundToRedrive(job.id()))
                    && hasRedrivesLeft(job)
                    && world.faultPlan().hits(Fault.REDRIVE)) {
                redrives.merge(job.id(), 1, Integer::sum);
                behaviours.heal(job, random);
                redrive(job);
            }
        }
        boolean moreMayEnd =
                world.faultPlan().may(Fault.REDRIVE)
                        && witness.rows().stream()
                                .anyMatch(job -> job.isOpen() || mayHaveRound(job));
        if (moreMayEnd) {
            later(20 * SECOND + random.nextLong(60 * SECOND), this::redriveSome);
        }
    }

    // Only a run with a further round has a second caller at the same time, so that the other runs
    // are as they always were.
    private void redrive(Job job) {
        boolean isAskedTwice = witness.hasRoundToRedrive(job.id()) && random.nextBoolean();
        for (int caller = 0; caller < (isAskedTwice ? 2 : 1); caller++) {
            call("redrives", () -> cloud.dispatcher().redrive(job.id()));
        }
    }

    private boolean mayHaveRound(Job job) {
        return hasRedrivesLeft(job) && witness.hasRoundToRedrive(job.id());
    }

    private boolean hasRedrivesLeft(Job job) {
        return redrives.getOrDefault(job.id(), 0) < MAX_REDRIVES;
    }

    private void later(long micros, Runnable action) {
        pending++;
        world.scheduler()
                .after(
                        micros,
                        () -> {
                            pending--;
                            action.run();
                        });
    }

    // Makes a call in a process of its own. A call that fails is retried, as any client does; a
    // rejected call is not retried.
    private void call(String what, Runnable call) {
        attempt(what, call, 1);
    }

    private void attempt(String what, Runnable call, int number) {
        pending++;
        world.scheduler()
                .start(
                        new Host("caller", 0, world.startsNewer()),
                        () -> {
                            try {
                                world.scheduler().note(what);
                                call.run();
                            } catch (InvalidInputException refused) {
                                world.scheduler().note("is rejected");
                            } catch (RuntimeException failed) {
                                retry(what, call, number, failed);
                            } finally {
                                pending--;
                            }
                        });
    }

    private void retry(String what, Runnable call, int number, RuntimeException failed) {
        if (number == MAX_ATTEMPTS) {
            witness.violated(
                    "I4",
                    "a caller that " + what + " failed " + MAX_ATTEMPTS + " times: " + failed);
            return;
        }
        later(SECOND + random.nextLong(20 * SECOND), () -> attempt(what, call, number + 1));
    }
}
