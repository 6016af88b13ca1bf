package dev.fanfold.workload;

import java.util.List;
import java.util.stream.Stream;

/// How many records were read, and how many of them were rejected.
///
/// A record is rejected if it, or one of its values, could not be used. It counts once even if
/// several of its values are rejected, because the job option `reject` is compared with the number
/// of records.
///
/// @param read the number of records read, including rejected records; at most 2^63 - 1, which
///   stands for larger numbers too
/// @param rejected the number of records rejected, at most `read`
/// @param first the first [#SHOWN] rejections, ordered by object and offset; a record has one
///   rejection for each of its rejected values
public record Records(long read, long rejected, List<Rejection> first) {
    /// The maximum number of rejections that are kept.
    public static final int SHOWN = 5;

    public static final Records NONE = new Records(0, 0, List.of());

    /// @throws IllegalArgumentException if more records are rejected than read
    public Records {
        if (rejected < 0 || rejected > read) {
            throw new IllegalArgumentException(
                    "%d of %d records rejected: count each record once, and rejected ones as read"
                            .formatted(rejected, read));
        }
        first = first.stream().sorted().limit(SHOWN).toList();
    }

    public static Records read(long read) {
        return new Records(read, 0, List.of());
    }

    public Records plus(Records other) {
        return new Records(
                cappedSum(read, other.read),
                cappedSum(rejected, other.rejected),
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    private static long cappedSum(long left, long right) {
        return left + right < 0 ? Long.MAX_VALUE : left + right;
    }
}
