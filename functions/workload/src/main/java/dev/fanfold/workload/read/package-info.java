/// Readers of a task's slice of bytes: [Lines], [JsonLines], [DelimitedRows] and [FixedRecords].
///
/// The object may be cut at any byte. A reader finds the records that start in the slice and counts
/// them. [SliceReader#worked] makes the task's result with these counts.
@NullMarked
package dev.fanfold.workload.read;

import org.jspecify.annotations.NullMarked;
