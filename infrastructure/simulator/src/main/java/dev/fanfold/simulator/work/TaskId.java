package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.RoundOfJob;
import dev.fanfold.workload.Task;

/// A task of a run.
///
/// @param round the round of the job, from 0
/// @param index the index of the task in the round's plan
public record TaskId(JobId job, int round, int index) {
    static TaskId of(Task task) {
        return new TaskId(new JobId(task.job()), task.round().number(), task.index());
    }

    /// The round in which the task runs.
    public RoundOfJob inRound() {
        return new RoundOfJob(job, round);
    }

    @Override
    public String toString() {
        return "task " + index + (round == 0 ? "" : " of round " + round) + " of " + job;
    }
}
