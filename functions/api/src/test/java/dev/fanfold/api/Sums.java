package dev.fanfold.api;

import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.PermanentFailure;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts numbers, a task each; those that a test poisons fail for good, and others are rejected.
final class Sums implements Summing {
    final Set<Integer> poison = new HashSet<>();
    final Set<Integer> rejected = new HashSet<>();

    @Override
    public Definition definition() {
        return Definition.of("numbers", "Counts numbers.")
                .with("below", "count up to here")
                .with("label", "goes into the answer", "n");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("below"), 1);
    }

    @Override
    public Worked<Long> work(Task task) throws Exception {
        if (poison.contains(task.index())) {
            throw new PermanentFailure("number " + task.index() + " is poison");
        }
        return rejected.contains(task.index())
                ? new Worked<>(0L, Worked.all(task, 0L).coverage(), new Records(1, 1, List.of()))
                : Worked.all(task, 1L);
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"count\": " + total + ", \"label\": \"" + job.settings().text("label") + "\"}";
    }
}
