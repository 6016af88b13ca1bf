package dev.fanfold.testing;

import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;

/// Runs a job as a plain program, without a cloud: the plan, each task in order, the answer.
///
/// @param <P> the workload's partial result
final class PlainJob<P> {
    private final OpenedJob<P> job;
    private CoverageSum coverageSum = CoverageSum.NOTHING;
    private TaskSet lost = TaskSet.NONE;
    private String loss = "";

    private PlainJob(OpenedJob<P> job) {
        this.job = job;
    }

    /// How a job ended.
    sealed interface End {
        /// All tasks were done.
        record Answered(int tasks, String answer) implements End {}

        /// Some tasks cannot be done.
        ///
        /// @param first the reason of the first of them
        record Lossy(int tasks, TaskSet lost, String first) implements End {}

        /// There is no plan.
        record Refused(String why) implements End {}

        /// The tasks did not cover each unit of the input once.
        record Open(int tasks, String what) implements End {}

        /// Something failed that a retry could repair.
        record Threw(String what) implements End {}
    }

    /// Runs a job of this workload.
    static <P> End run(Workload<P> workload, Resources resources, Planning planning) {
        Plan plan;
        try {
            plan = workload.plan(planning);
        } catch (InvalidInputException | PermanentFailureException e) {
            return new End.Refused(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            return new End.Threw("plan threw " + e);
        }
        try (var job = OpenedJob.open(workload, resources, planning, plan)) {
            return new PlainJob<>(job).run();
        } catch (Exception e) {
            return new End.Threw("open or close threw " + e);
        }
    }

    private End run() {
        Plan plan = job.plan();
        P total = job.workload().empty();
        for (int index = 0; index < plan.tasks(); index++) {
            try {
                TaskResult<P> worked = job.work(index, 1);
                coverageSum = coverageSum.plus(worked.coverage());
                total = job.workload().merge(total, worked.partial());
            } catch (InvalidInputException | PermanentFailureException e) {
                loss = lost.isEmpty() ? "task " + index + ": " + e.getMessage() : loss;
                lost = lost.plus(TaskSet.of(index));
            } catch (Exception e) {
                return new End.Threw("task " + index + " of " + plan.tasks() + " threw " + e);
            }
        }
        return end(plan, total);
    }

    private End end(Plan plan, P total) {
        if (!lost.isEmpty()) {
            return new End.Lossy(plan.tasks(), lost, loss);
        }
        if (!coverageSum.closes(plan)) {
            return new End.Open(
                    plan.tasks(),
                    "the tasks cover %d %s, %d of them read, of %d"
                            .formatted(
                                    coverageSum.units(),
                                    plan.unit(),
                                    coverageSum.consumed(),
                                    plan.to() - plan.from()));
        }
        try {
            return new End.Answered(plan.tasks(), job.finish(total));
        } catch (Exception e) {
            return new End.Threw("finish threw " + e);
        }
    }
}
