package dev.fanfold.workloads.tabulate;

import java.util.List;

/// The counts of one group. Its arrays are never changed.
///
/// @param key see [Key]
/// @param count number of rows in the group
/// @param missing number of missing values, for each measure
/// @param values the values that are not missing, for each measure
@SuppressWarnings("ArrayRecordComponent") // compared by its encoded bytes only
record Group(byte[] key, long count, long[] missing, List<Values> values) {
    /// The approximate memory of the group, in bytes.
    long weight() {
        long weight = 100 + key.length + 8L * missing.length;
        for (Values each : values) {
            weight += each.weight();
        }
        return weight;
    }
}
