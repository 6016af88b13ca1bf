package dev.fanfold.workloads.bench;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.time.Duration;

/// Tasks that only wait, so that the time they take together shows how many run at once.
public final class Sleep implements Counting {
    private static final long USUAL_MILLIS = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(14);

    @Override
    public Definition definition() {
        return Definition.of("sleep", "Waits, many times: how many tasks run at once.")
                .with("tasks", "how many tasks")
                .with(
                        "millis",
                        "how long each one waits, in milliseconds",
                        String.valueOf(USUAL_MILLIS))
                .within(LONGEST.plusMinutes(1));
    }

    @Override
    public Plan plan(Planning job) {
        long millis = millis(job.settings());
        if (millis < 0 || millis > LONGEST.toMillis()) {
            throw new InputFault(
                    "setting millis is 0 to %d, not %d".formatted(LONGEST.toMillis(), millis));
        }
        return Counting.super.plan(job);
    }

    @Override
    public Worked<Long> work(Task task) throws InterruptedException {
        Thread.sleep(millis(task.settings()));
        return Worked.all(task, 1L);
    }

    private static long millis(JobSettings settings) {
        return settings.has("millis") ? settings.number("millis") : USUAL_MILLIS;
    }
}
