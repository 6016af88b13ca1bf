package dev.fanfold.items;

import dev.fanfold.workload.Finishing;
import java.util.Locale;

/// How far a job is, counted in items. The counts are those of the whole job, so the number of
/// items with a result only grows, except when a redrive starts.
///
/// @param counts the items of the job, and how many have a result
/// @param waiting how many items a task left for a further round, and that have no result yet. They
///   wait for a retry, because a task had no time for them, or because they have a key
record ItemProgress(JobCounts counts, long waiting) {
    /// The progress at a moment of a round.
    ///
    /// @param total the merged partial results of the round so far
    static ItemProgress of(ItemTotals total, Finishing job) {
        return switch (Phase.of(job.round())) {
            case Phase.First _ ->
                    new ItemProgress(
                            JobCounts.of(job.plan().to() - job.plan().from()).plus(total),
                            total.pending());
            case Phase.Again again ->
                    new ItemProgress(
                            again.before().plus(total),
                            again.pending() - total.ok() - total.failed());
            case Phase.Merge merge -> new ItemProgress(merge.counts(), 0);
        };
    }

    /// The counts as JSON.
    String json() {
        return "{\"items\":%d,\"ok\":%d,\"failed\":%d,\"waiting\":%d}"
                .formatted(counts.items(), counts.ok(), counts.failed(), waiting);
    }

    /// `12,345 of 20,000 items, 17 failed, 203 wait for a retry or their turn`
    String text() {
        return String.format(Locale.ROOT, "%,d of %,d items", counts.done(), counts.items())
                + (counts.failed() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %,d failed", counts.failed()))
                + (waiting == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                waiting == 1
                                        ? ", %,d waits for a retry or its turn"
                                        : ", %,d wait for a retry or their turn",
                                waiting));
    }
}
