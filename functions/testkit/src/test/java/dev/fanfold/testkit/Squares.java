package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/// A workload that sums up squares. A test decides what each task does before.
class Squares implements Summing {
    /// The action of a task before it is done. It may throw.
    interface Before {
        void task(Task task) throws Exception;
    }

    final Map<Integer, Integer> runs = new HashMap<>();
    private Before before = _ -> {};

    void before(Before todo) {
        before = todo;
    }

    static JobRequest request(long tasks, String tolerate, int pack) {
        var options =
                new JobOptions(
                        new Tolerance(tolerate),
                        JobOptions.DEFAULT_REJECT,
                        pack,
                        0,
                        10,
                        Duration.ofHours(1));
        return new JobRequest(
                "squares",
                JobSettings.of(Map.of("tasks", String.valueOf(tasks))),
                options,
                null,
                "me",
                0);
    }

    static String answer(long tasks) {
        return String.valueOf(LongStream.range(0, tasks).map(i -> i * i).sum());
    }

    @Override
    public Definition definition() {
        return Definition.of("squares", "Adds up squares.").with("tasks", "how many");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        runs.merge(task.index(), 1, Integer::sum);
        before.task(task);
        return TaskResult.all(task, (long) task.index() * task.index());
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(total.toString());
    }
}
