package dev.fanfold.workload;

import java.util.List;
import java.util.stream.Stream;

/// How many records were read, and how many of them were rejected.
///
/// A record is rejected when it could not be used, or a value of it could not. It counts once,
/// however many of its values are rejected: a job's option `reject` is a share of the records read.
///
/// @param read records, rejected ones included; 2^63 - 1 stands for more, too
/// @param rejected records, at most `read`; 2^63 - 1 stands for more, too
/// @param first what was wrong, by object and offset; a record may be there several times, once for
///   each value
public record Records(long read, long rejected, List<Rejection> first) {
    public static final int SHOWN = 5;
    public static final Records NONE = new Records(0, 0, List.of());

    /// @throws IllegalArgumentException when more are rejected than were read
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
