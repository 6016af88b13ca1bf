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

/// Callers of the application. They upload, submit, submit again, cancel and redrive at random
/// times.
final class Callers {
    private static final long SECOND = 1_000_000;
    private static final int TRIES = 60;
    private static final int MAX_REDRIVES = 2;
    private final Cloud cloud;
    private final World world;
    private final List<JobAsk> jobAsks;
    private final RandomGenerator random;
    private final Witness witness;
    private final Behaviours behaviours;
    private final Map<JobId, Integer> redrives = new HashMap<>();
    private final Set<URI> takenAway = new HashSet<>();
    private int waiting;

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

    /// Whether no call is planned or running.
    boolean areDone() {
        return waiting == 0;
    }

    void start() {
        for (int i = 0; i < jobAsks.size(); i++) {
            start(jobAsks.get(i), i);
        }
        later(random.nextLong(120 * SECOND), () -> oneIf(Fault.CANCEL, this::cancel));
        later(random.nextLong(90 * SECOND), this::lookForLosses);
    }

    private void start(JobAsk jobAsk, int number) {
        String key = jobAsk.workload() + "/run " + number + "/in+put ü.txt";
        long at = random.nextLong(30 * SECOND);
        if (jobAsk.uploaded()) {
            later(at, () -> upload(jobAsk, key));
            return;
        }
        @Nullable URI input = null;
        if (jobAsk.input() != null) {
            String place = InboxKey.UPLOADS + number + ".txt";
            cloud.upload(place, jobAsk.input());
            input = InboxKey.uri(cloud.inbox(), place);
            later(random.nextLong(60 * SECOND), () -> disturb(place));
        }
        JobRequest request = request(jobAsk, input);
        later(at, () -> process("submits", () -> ask(request)));
        if (world.faultPlan().hits(Fault.ASKED_TWICE)) {
            later(random.nextLong(60 * SECOND), () -> process("submits again", () -> ask(request)));
        }
    }

    private void ask(JobRequest request) {
        witness.asked(request, cloud.version(request.workload()));
        try {
            witness.taken(request, cloud.dispatcher().submit(request).job());
        } catch (InvalidInputException refused) {
            witness.rejected(request);
            URI input = request.input();
            if (input == null || !takenAway.contains(input)) {
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

    // Replaces the input with another object, or deletes the version that the job reads.
    private void disturb(String key) {
        Objects.Stored there = cloud.objects.latest(cloud.inbox(), key).orElseThrow();
        if (world.faultPlan().hits(Fault.OBJECT_REPLACED)) {
            put(key, InputRewriter.of(there.bytes()));
        }
        if (world.faultPlan().hits(Fault.OBJECT_GONE)) {
            cloud.objects.forget(cloud.inbox(), key, there.version());
            witness.inputGone(there.version());
            takenAway.add(InboxKey.uri(cloud.inbox(), key));
        }
    }

    private void oneIf(Fault fault, java.util.function.Consumer<Job> what) {
        List<Job> rows = witness.rows();
        if (!rows.isEmpty() && world.faultPlan().hits(fault)) {
            what.accept(rows.get(random.nextInt(rows.size())));
        }
    }

    private void cancel(Job job) {
        process("cancels", () -> cancel(job.id()));
    }

    private void cancel(JobId id) {
        boolean cancelled = cloud.dispatcher().cancel(id);
        Job now = java.util.Objects.requireNonNull(witness.row(id));
        if (cancelled ? now.state() != State.CANCELLED : now.isOpen()) {
            witness.violated(
                    "I7", "cancel returned " + cancelled + ", but the job is " + now.state());
        }
    }

    private void lookForLosses() {
        for (Job job : witness.rows()) {
            boolean lost =
                    (job.state() == State.PARTIAL || job.state() == State.FAILED)
                            && (job.plan() != null || job.round().number() > 0);
            if (lost
                    && redrives.getOrDefault(job.id(), 0) < MAX_REDRIVES
                    && world.faultPlan().hits(Fault.REDRIVE)) {
                redrives.merge(job.id(), 1, Integer::sum);
                behaviours.heal(job, random);
                process("redrives", () -> cloud.dispatcher().redrive(job.id()));
            }
        }
        boolean mayComeTo =
                world.faultPlan().may(Fault.REDRIVE)
                        && witness.rows().stream().anyMatch(Job::isOpen);
        if (mayComeTo) {
            later(20 * SECOND + random.nextLong(60 * SECOND), this::lookForLosses);
        }
    }

    private void later(long in, Runnable what) {
        waiting++;
        world.scheduler()
                .after(
                        in,
                        () -> {
                            waiting--;
                            what.run();
                        });
    }

    // Retries a call that fails, as any client does. A rejected call is not retried.
    private void process(String what, Runnable door) {
        attempt(what, door, 1);
    }

    private void attempt(String what, Runnable door, int number) {
        waiting++;
        world.scheduler()
                .start(
                        new Host("caller", 0, world.startsNewer()),
                        () -> {
                            try {
                                world.scheduler().note(what);
                                door.run();
                            } catch (InvalidInputException refused) {
                                world.scheduler().note("is rejected");
                            } catch (RuntimeException failed) {
                                askAgain(what, door, number, failed);
                            } finally {
                                waiting--;
                            }
                        });
    }

    private void askAgain(String what, Runnable door, int number, RuntimeException failed) {
        if (number == TRIES) {
            witness.violated(
                    "I4", "a caller that " + what + " failed " + TRIES + " times: " + failed);
            return;
        }
        later(SECOND + random.nextLong(20 * SECOND), () -> attempt(what, door, number + 1));
    }
}
