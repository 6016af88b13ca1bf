/// Readers of a task's slice of bytes: [Lines], [JsonLines], [DelimitedRows] and [FixedRecords].
///
/// A reader finds the records that start in the slice, wherever the object was cut, and counts
/// them. [SliceReader#worked] makes the task's result with these counts.
@NullMarked
package dev.fanfold.workload.read;

import org.jspecify.annotations.NullMarked;
