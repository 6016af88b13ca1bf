package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;

/// The limits of an answer, and of the part that one slice contributes.
///
/// The limits fit the memory of a function with 1,769 MB. A worker holds the counters of one slice
/// ([#MAX_LIVE_BYTES]) and their result. A merge holds both of its sides and the result
/// ([#MAX_WEIGHT] each). The last step holds the answer while it is written ([#MAX_ANSWER]).
///
/// A merge never lowers the number of groups, of pairs of a group and a measure, or the weight of
/// the values. So if one slice exceeds such a limit, the merged result exceeds it too: whether a
/// job fails does not depend on how its file is cut. Only [#MAX_LIVE_BYTES] depends on the slice.
final class Limits {
    static final int MAX_GROUPS = 100_000;

    /// The maximum number of groups times the number of measures.
    static final int MAX_PAIRS = 250_000;

    /// The maximum weight of all groups of a partial result, in bytes, see [Group#weight()].
    static final long MAX_WEIGHT = 160L << 20;

    /// The maximum memory of a slice's groups and counters while the slice is read.
    static final long MAX_LIVE_BYTES = 448L << 20;

    /// The maximum length of an answer, in characters.
    static final int MAX_ANSWER = 64 << 20;

    /// The maximum number of columns that one setting may name.
    static final int MAX_COLUMNS = 5_000;

    private Limits() {}

    /// @throws InvalidInputException if there are too many groups, or too many for this number of
    ///   measures
    static void checkGroups(int groups, int measures) {
        if (groups > MAX_GROUPS) {
            throw new InvalidInputException(
                    "more than %d groups: group by fewer or coarser columns".formatted(MAX_GROUPS));
        }
        if ((long) groups * measures > MAX_PAIRS) {
            throw new InvalidInputException(
                    ("more than %d groups with %d measures each, which makes more than %d sets of statistics: measure"
                                    + " fewer columns at once, or group by fewer or coarser ones")
                            .formatted(MAX_PAIRS / measures, measures, MAX_PAIRS));
        }
    }

    /// @throws InvalidInputException if the weight of the groups exceeds [#MAX_WEIGHT]
    static void checkWeight(long weight, int groups, int measures) {
        if (weight > MAX_WEIGHT) {
            throw new InvalidInputException(
                    ("the values of %d groups with %d measures each take more than %d MiB: measure fewer columns at"
                                    + " once, or group by fewer or coarser ones")
                            .formatted(groups, measures, MAX_WEIGHT >> 20));
        }
    }

    /// @throws InvalidInputException if the answer is too long
    static void checkAnswer(int characters, int groups, int measures) {
        if (characters > MAX_ANSWER) {
            throw new InvalidInputException(
                    ("the answer for %d groups with %d measures each is longer than %d characters: measure"
                                    + " fewer columns at once, or group by fewer or coarser ones")
                            .formatted(groups, measures, MAX_ANSWER));
        }
    }
}
