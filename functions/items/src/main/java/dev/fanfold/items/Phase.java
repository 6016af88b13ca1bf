package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import java.util.List;

/// What a round of a job does. The input of the round says it.
sealed interface Phase {
    /// The first round, which reads the input.
    record First() implements Phase {}

    /// A round over the items that an earlier round left.
    ///
    /// @param items the number of items of the job
    /// @param pending the number of items of this round
    record Again(long items, long pending) implements Phase {
        /// Each task has a range of buckets, see [PendingItem#bucket].
        Plan plan(Planning job) {
            long tasks =
                    Math.clamp(
                            Math.ceilDiv(pending, Items.perTask(job, pending)),
                            1,
                            PendingItem.BUCKETS);
            return Plan.numbers(
                    0, PendingItem.BUCKETS, Math.ceilDiv((long) PendingItem.BUCKETS, tasks));
        }
    }

    /// The round whose only task merges the results of all rounds.
    ///
    /// @param items the number of items of the job
    record Merge(long items) implements Phase {}

    static Phase of(Round round) {
        if (round.number() == 0) {
            return new First();
        }
        List<String> words = List.of(round.input().split(" "));
        long items = Long.parseLong(words.get(1));
        return switch (words.getFirst()) {
            case "again" -> new Again(items, Long.parseLong(words.get(2)));
            case "merge" -> new Merge(items);
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is no input of a round of items".formatted(round.input()));
        };
    }

    /// The input of a round for this phase.
    default String input() {
        return switch (this) {
            case First _ -> "";
            case Again(long items, long pending) -> "again %d %d".formatted(items, pending);
            case Merge(long items) -> "merge %d".formatted(items);
        };
    }
}
