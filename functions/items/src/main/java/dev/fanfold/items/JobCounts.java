package dev.fanfold.items;

/// The items of a job, and how many of them have a result.
///
/// @param items the number of items of the job
/// @param ok how many items have a value
/// @param failed how many items have failed
record JobCounts(long items, long ok, long failed) {
    /// The counts before the first round.
    static JobCounts of(long items) {
        return new JobCounts(items, 0, 0);
    }

    /// The counts with the results of a further round.
    JobCounts plus(ItemTotals round) {
        return new JobCounts(items, ok + round.ok(), failed + round.failed());
    }

    /// The counts without those of the failed items, which are run again.
    JobCounts withoutFailed() {
        return new JobCounts(items, ok, 0);
    }

    /// How many items have a result.
    long done() {
        return ok + failed;
    }
}
