package dev.fanfold.workloads.tabulate;

import java.util.List;

/// The counts of one group. Its arrays are never changed.
///
/// @param key see [Key]
/// @param count its number of rows
/// @param missing for each measure, the number of missing values
/// @param values for each measure, the other values
@SuppressWarnings("ArrayRecordComponent") // compared by its encoded bytes only
record Group(byte[] key, long count, long[] missing, List<Values> values) {
    /// Its approximate memory, in bytes.
    long weight() {
        long weight = 100 + key.length + 8L * missing.length;
        for (Values each : values) {
            weight += each.weight();
        }
        return weight;
    }
}
