package dev.fanfold.workloads.tabulate;

import java.util.List;

/// What was found of one group. Its arrays are never changed.
///
/// @param key see [Key]
/// @param count its rows
/// @param missing for each measure, how many of its values were missing
/// @param values for each measure, what is known of the others
@SuppressWarnings("ArrayRecordComponent") // compared by its encoded bytes only
record Group(byte[] key, long count, long[] missing, List<Values> values) {
    /// About how much memory it takes, in bytes.
    long weight() {
        long weight = 100 + key.length + 8L * missing.length;
        for (Values each : values) {
            weight += each.weight();
        }
        return weight;
    }
}
