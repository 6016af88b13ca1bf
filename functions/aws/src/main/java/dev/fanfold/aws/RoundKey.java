package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;

/// The part of an item's key that names a round of a job.
final class RoundKey {
    private RoundKey() {}

    /// For round 0 the job's id alone, so that items from before there were rounds have the same
    /// key.
    static String of(JobId job, int round) {
        return round == 0 ? job.value() : job + "#" + round;
    }
}
