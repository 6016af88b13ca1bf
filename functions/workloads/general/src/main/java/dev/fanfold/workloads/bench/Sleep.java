package dev.fanfold.workloads.bench;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Duration;

/// A workload whose tasks only wait, so that a job's duration shows how many ran in parallel.
public final class Sleep implements CountedTasks {
    private static final long DEFAULT_MILLIS = 1_000;
    private static final Duration MAX_TASK_TIME = Duration.ofMinutes(14);

    @Override
    public Definition definition() {
        return Definition.of("sleep", "Waits in many tasks, to measure how many run in parallel.")
                .with("tasks", "how many tasks")
                .with(
                        "millis",
                        "how long each one waits, in milliseconds",
                        String.valueOf(DEFAULT_MILLIS))
                .within(MAX_TASK_TIME.plusMinutes(1));
    }

    @Override
    public Plan plan(Planning job) {
        long millis = millis(job.settings());
        if (millis < 0 || millis > MAX_TASK_TIME.toMillis()) {
            throw new InvalidInputException(
                    "setting millis is 0 to %d, not %d"
                            .formatted(MAX_TASK_TIME.toMillis(), millis));
        }
        return CountedTasks.super.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws InterruptedException {
        Thread.sleep(millis(task.settings()));
        return TaskResult.all(task, 1L);
    }

    private static long millis(JobSettings settings) {
        return settings.has("millis") ? settings.number("millis") : DEFAULT_MILLIS;
    }
}
