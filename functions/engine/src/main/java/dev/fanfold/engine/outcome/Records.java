package dev.fanfold.engine.outcome;

import java.util.List;
import java.util.stream.Stream;

/// How many records were read, and what of them was rejected.
///
/// @param read records, rejected ones included; 2^63 - 1 stands for more, too
/// @param rejected records and values that could not be used, likewise
/// @param first the first of the rejected, by object and offset
public record Records(long read, long rejected, List<Rejection> first) {
    public static final int SHOWN = 5;
    public static final Records NONE = new Records(0, 0, List.of());

    public Records {
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
