package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a round of a job does. The input of the round says it, with the facts of the plan of the
/// first round.
sealed interface Phase {
    /// The first round, which reads the input.
    record First() implements Phase {}

    /// A round over the items that an earlier round left.
    ///
    /// @param before the items of the job, and those that have a result when the round starts
    /// @param pending the number of items of this round
    record Again(JobCounts before, long pending, SortedMap<String, String> facts) implements Phase {
        public Again {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        /// Each task has a range of buckets, see [PendingItem#bucket].
        Plan plan(Planning job) {
            long tasks =
                    Math.clamp(
                            Math.ceilDiv(pending, Items.perTask(job, pending)),
                            1,
                            PendingItem.BUCKETS);
            return new Plan.Numbers(
                    0, PendingItem.BUCKETS, Math.ceilDiv((long) PendingItem.BUCKETS, tasks), facts);
        }
    }

    /// The round whose only task merges the results of all rounds.
    ///
    /// @param counts the items of the job, and those that have a result
    record Merge(JobCounts counts, SortedMap<String, String> facts) implements Phase {
        public Merge {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        Plan plan() {
            return new Plan.Numbers(0, 1, 1, facts);
        }
    }

    static Phase of(Round round) {
        if (round.number() == 0) {
            return new First();
        }
        List<String> lines = List.of(round.input().split("\n", -1));
        List<String> words = List.of(lines.getFirst().split(" ", -1));
        SortedMap<String, String> facts = facts(lines.subList(1, lines.size()));
        return switch (words.getFirst()) {
            case "again" -> new Again(counts(words), Long.parseLong(words.get(4)), facts);
            case "merge" -> new Merge(counts(words), facts);
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is no input of a round of items".formatted(round.input()));
        };
    }

    private static JobCounts counts(List<String> words) {
        return new JobCounts(
                Long.parseLong(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)));
    }

    private static SortedMap<String, String> facts(List<String> lines) {
        var facts = new TreeMap<String, String>();
        for (String line : lines) {
            String[] parts = line.split("\t", 2);
            facts.put(parts[0], parts[1]);
        }
        return facts;
    }

    /// The input of a round for this phase: a line with the numbers, and a line for each fact. No
    /// fact has a line end.
    default String input() {
        return switch (this) {
            case First _ -> "";
            case Again(JobCounts before, long pending, var facts) ->
                    "again %s %d%s".formatted(text(before), pending, text(facts));
            case Merge(JobCounts counts, var facts) ->
                    "merge %s%s".formatted(text(counts), text(facts));
        };
    }

    private static String text(JobCounts counts) {
        return "%d %d %d".formatted(counts.items(), counts.ok(), counts.failed());
    }

    private static String text(SortedMap<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> "\n" + fact.getKey() + "\t" + fact.getValue())
                .collect(Collectors.joining());
    }
}
