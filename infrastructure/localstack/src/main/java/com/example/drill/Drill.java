package com.example.drill;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// Counts its tasks, in one round or in several. Depending on the settings, task 0 fails or stalls,
/// and each task writes outputs.
public final class Drill implements Summing {
    private static final String FAILS_WHILE = "fails-while";
    private static final String STALLS = "stalls";
    private static final String ROUNDS = "rounds";
    private static final String PAUSE = "pause";
    private static final String OUTPUTS = "outputs";

    @Override
    public Definition definition() {
        return Definition.of("drill", "Counts its tasks, of which task 0 fails or stalls.")
                .with("tasks", "how many")
                .with(
                        FAILS_WHILE,
                        "an object's s3:// URI: while the object exists, task 0 fails",
                        "")
                .with("fails-in", "the round in which task 0 fails", "0")
                .with(STALLS, "seconds that task 0 takes after one transient failure", "0")
                .with(ROUNDS, "how many", "1")
                .with(PAUSE, "seconds before each further round", "0")
                .with(OUTPUTS, "how many each task writes", "0")
                .within(Duration.ofMinutes(2));
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException, InterruptedException {
        if (task.index() == 0) {
            fail(task);
            stall(task);
        }
        write(task);
        return TaskResult.all(task, 1L);
    }

    // The name has characters that a URL escapes.
    private static void write(Task task) throws IOException {
        for (int i = 0; i < task.settings().number(OUTPUTS); i++) {
            String name = "part %d é+.txt".formatted(i);
            try (OutputStream out = task.output(name)) {
                String text = "%d.%d %s\n".formatted(task.round().number(), task.index(), name);
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void fail(Task task) throws IOException {
        String cause = task.settings().text(FAILS_WHILE, "");
        boolean inThisRound = task.round().number() == task.settings().number("fails-in");
        if (inThisRound && !cause.isEmpty() && exists(task, URI.create(cause))) {
            throw new PermanentFailureException(cause + " exists");
        }
    }

    private static boolean exists(Task task, URI object) throws IOException {
        try {
            task.source().pin(object);
            return true;
        } catch (InvalidInputException notFound) {
            return false;
        }
    }

    private static void stall(Task task) throws IOException, InterruptedException {
        JobSettings settings = task.settings();
        long seconds = settings.has(STALLS) ? settings.number(STALLS) : 0;
        if (seconds > 0 && task.attempt() == 1) {
            throw new IOException("the first attempt fails transiently");
        }
        Thread.sleep(Duration.ofSeconds(seconds));
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        String before = job.round().input();
        long tasks = total + (before.isEmpty() ? 0 : Long.parseLong(before));
        if (job.round().number() + 1 == job.settings().number(ROUNDS)) {
            return Finished.done("{\"tasks\":" + tasks + "}");
        }
        long pause = job.settings().number(PAUSE);
        return new Finished.Next("" + tasks, pause == 0 ? null : Instant.now().plusSeconds(pause));
    }
}
