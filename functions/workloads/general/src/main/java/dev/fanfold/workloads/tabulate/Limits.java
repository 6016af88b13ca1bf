package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;

/// The limits of an answer, and of the part that one slice contributes.
///
/// A function of 1,769 MB holds at most: the counters of one slice ([#MAX_LIVE_BYTES]) and their
/// result; or both sides of a merge and its result ([#MAX_BYTES] each); or the answer while it is
/// written ([#MAX_ANSWER]). Groups, group-measure pairs and the weight of a value only grow by a
/// merge, so if one slice exceeds a limit, the merged answer exceeds it too. So it does not depend
/// on how the file is cut which jobs are refused.
final class Limits {
    static final int MAX_GROUPS = 100_000;

    /// Groups times measures.
    static final int MAX_PAIRS = 250_000;

    /// The weight of the groups of a partial result, see [Group#weight()].
    static final long MAX_BYTES = 160L << 20;

    /// The memory of a slice's counters while it is read.
    static final long MAX_LIVE_BYTES = 448L << 20;

    /// The length of an answer, in characters.
    static final int MAX_ANSWER = 64 << 20;

    /// The number of columns that one setting may name.
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

    /// @throws InvalidInputException if the groups weigh too much
    static void checkBytes(long bytes, int groups, int measures) {
        if (bytes > MAX_BYTES) {
            throw new InvalidInputException(
                    ("the values of %d groups with %d measures each take more than %d MiB: measure fewer columns at"
                                    + " once, or group by fewer or coarser ones")
                            .formatted(groups, measures, MAX_BYTES >> 20));
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
