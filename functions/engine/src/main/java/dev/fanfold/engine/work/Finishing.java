package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.plan.Plan;

/// What an answer is finished from, beside the total.
///
/// @param lost the tasks that the total is without
public record Finishing(JobSettings settings, Plan plan, TaskSet lost) {}
