package dev.fanfold.workload;

import java.util.List;
import java.util.stream.Stream;

/// The number of records that were read, and of those that were rejected.
///
/// A record is rejected if it, or one of its values, could not be used. It counts once even if
/// several of its values are rejected, because the job option `reject` is a share of the records
/// read.
///
/// @param read records, including rejected ones; 2^63 - 1 also means more
/// @param rejected records, at most `read`; 2^63 - 1 also means more
/// @param first the first rejections, sorted; a record occurs once for each rejected value
public record Records(long read, long rejected, List<Rejection> first) {
    public static final int SHOWN = 5;
    public static final Records NONE = new Records(0, 0, List.of());

    /// @throws IllegalArgumentException if more are rejected than were read
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
                sum(read, other.read),
                sum(rejected, other.rejected),
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    private static long sum(long records, long more) {
        return records + more < 0 ? Long.MAX_VALUE : records + more;
    }
}
