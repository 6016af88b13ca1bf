package dev.fanfold.testing;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/// Runs a job as a plain program, without a cloud: for each round the plan, each task in order, and
/// the finish. An instance runs one round.
///
/// @param <P> the workload's partial result
final class PlainJob<P> {
    private final OpenedJob<P> job;
    private final int earlierTasks;
    private CoverageSum coverageSum = CoverageSum.NOTHING;
    private TaskSet lost = TaskSet.NONE;
    private String firstLoss = "";

    private PlainJob(OpenedJob<P> job, int earlierTasks) {
        this.job = job;
        this.earlierTasks = earlierTasks;
    }

    /// How a round ended.
    sealed interface Step {}

    /// All tasks of a round were done, and there is a further round.
    ///
    /// @param tasks the number of tasks of all rounds so far
    /// @param next the planning of the further round
    /// @param outputs the outputs of the round
    private record Further(int tasks, Planning next, Outputs outputs) implements Step {}

    /// How a job ended.
    sealed interface End extends Step {
        /// All tasks of all rounds were done, and the job has its answer.
        ///
        /// @param tasks the number of tasks of all rounds
        record Answered(int tasks, String answer) implements End {}

        /// Some tasks were lost, so the round was not finished.
        ///
        /// @param tasks the number of tasks of this round
        /// @param first the first lost task and its reason
        record Lossy(int tasks, TaskSet lost, String first) implements End {}

        /// The workload rejected the job, so the round has no plan.
        record Refused(String message) implements End {}

        /// The tasks did not cover each unit of the input once.
        ///
        /// @param tasks the number of tasks of this round
        record NotCovered(int tasks, String message) implements End {}

        /// The job has no answer for another reason: the workload threw, or the job had too many
        /// rounds.
        record Threw(String message) implements End {}
    }

    /// Runs a job of this workload.
    static <P> End run(Workload<P> workload, Resources resources, Planning first) {
        Planning planning = first;
        int tasks = 0;
        var earlier = new ArrayList<Outputs>();
        for (int round = 0; round < JobOptions.DEFAULT_ROUNDS; round++) {
            switch (runRound(workload, resources, planning, earlier, tasks)) {
                case End end -> {
                    return end;
                }
                case Further further -> {
                    planning = further.next;
                    tasks = further.tasks;
                    earlier.add(further.outputs);
                }
            }
        }
        return new End.Threw(
                "there is no answer after %d rounds".formatted(JobOptions.DEFAULT_ROUNDS));
    }

    private static <P> Step runRound(
            Workload<P> workload,
            Resources resources,
            Planning planning,
            List<Outputs> earlier,
            int earlierTasks) {
        Plan plan;
        try {
            plan = workload.plan(planning);
        } catch (InvalidInputException | PermanentFailureException e) {
            return new End.Refused(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            return new End.Threw("plan threw " + e);
        }
        try (var job = OpenedJob.open(workload, resources, planning, plan, earlier)) {
            return new PlainJob<>(job, earlierTasks).run();
        } catch (Exception e) {
            return new End.Threw("open or close threw " + e);
        }
    }

    private Step run() {
        Plan plan = job.plan();
        P total = job.workload().empty();
        for (int index = 0; index < plan.tasks(); index++) {
            try {
                TaskResult<P> result = job.work(index, 1);
                coverageSum = coverageSum.plus(result.coverage());
                total = job.workload().merge(total, result.partial());
            } catch (InvalidInputException | PermanentFailureException e) {
                firstLoss = lost.isEmpty() ? "task " + index + ": " + e.getMessage() : firstLoss;
                lost = lost.plus(TaskSet.of(index));
            } catch (Exception e) {
                return new End.Threw("task " + index + " of " + plan.tasks() + " threw " + e);
            }
        }
        return end(plan, total);
    }

    private Step end(Plan plan, P total) {
        int tasks = earlierTasks + plan.tasks();
        if (!lost.isEmpty()) {
            return new End.Lossy(plan.tasks(), lost, firstLoss);
        }
        if (!coverageSum.closes(plan)) {
            return new End.NotCovered(
                    plan.tasks(),
                    "the plan has %d %s; the tasks cover %d and read %d"
                            .formatted(
                                    plan.to() - plan.from(),
                                    plan.unit(),
                                    coverageSum.units(),
                                    coverageSum.consumed()));
        }
        try {
            return switch (job.finish(total)) {
                case Finished.Done done -> new End.Answered(tasks, done.result());
                case Finished.Next next ->
                        new Further(
                                tasks,
                                job.next(next, job.workload().codec().encode(total)),
                                job.outputs());
            };
        } catch (Exception e) {
            return new End.Threw("finish threw " + e);
        }
    }
}
