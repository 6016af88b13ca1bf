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
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A workload of several rounds. Round r has one task more than the total of round r - 1, and each
/// task counts 1. So with 2 tasks in round 0 there are 3 in round 1, and so on.
///
/// A test decides what each task does before it counts, and when a round may start.
class Rounds implements Summing {
    private Squares.Before before = _ -> {};
    private Function<Planning, @Nullable Exception> planning = _ -> null;
    private Function<Finishing, @Nullable Instant> notBefore = _ -> null;
    private Function<Finishing, String> input = job -> "after " + job.round().number();

    void before(Squares.Before todo) {
        before = todo;
    }

    /// @param thrown what the plan throws, null if it makes a plan
    void planning(Function<Planning, @Nullable Exception> thrown) {
        planning = thrown;
    }

    void notBefore(Function<Finishing, @Nullable Instant> when) {
        notBefore = when;
    }

    void input(Function<Finishing, String> text) {
        input = text;
    }

    static JobRequest request(int rounds, String tolerate, int maxRounds) {
        var options =
                new JobOptions(
                        new Tolerance(tolerate),
                        JobOptions.DEFAULT_REJECT,
                        1,
                        0,
                        10,
                        Duration.ofHours(1),
                        maxRounds);
        var settings = JobSettings.of(Map.of("rounds", String.valueOf(rounds)));
        return new JobRequest("rounds", settings, options, null, "me", 0);
    }

    @Override
    public Definition definition() {
        return Definition.of("rounds", "Counts in several rounds.").with("rounds", "how many");
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        Exception thrown = planning.apply(job);
        if (thrown != null) {
            throw thrown;
        }
        return Plan.numbers(0, job.previous(codec()).map(total -> total + 1).orElse(2L), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        before.task(task);
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        boolean last = job.round().number() + 1 == job.settings().number("rounds");
        return last
                ? Finished.done(total.toString())
                : new Finished.Next(input.apply(job), notBefore.apply(job));
    }
}
