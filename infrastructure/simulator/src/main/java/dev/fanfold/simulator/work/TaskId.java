package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.workload.Task;

/// A task of a run.
///
/// @param round the round of the job, from 0
/// @param index its place in the round's plan
public record TaskId(JobId job, int round, int index) {
    static TaskId of(Task task) {
        return new TaskId(new JobId(task.job()), task.round().number(), task.index());
    }

    /// Its round of its job.
    public RoundId inRound() {
        return new RoundId(job, round);
    }

    /// A round of a job.
    public record RoundId(JobId job, int number) {}

    @Override
    public String toString() {
        return "task " + index + (round == 0 ? "" : " of round " + round) + " of " + job;
    }
}
