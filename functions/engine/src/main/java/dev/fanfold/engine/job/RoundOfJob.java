package dev.fanfold.engine.job;

import dev.fanfold.engine.arrival.JobId;

/// One round of one job, as a key of maps.
///
/// @param number the number of the round, from 0
public record RoundOfJob(JobId job, int number) {}
