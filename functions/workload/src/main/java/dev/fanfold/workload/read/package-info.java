/// Readers of a task's slice of bytes: [Lines], [JsonLines], [DelimitedRows] and [FixedRecords].
///
/// A reader finds the records that start in the slice, for any cut of the object, and counts them.
/// [SliceReader] ends the task with these counts.
@NullMarked
package dev.fanfold.workload.read;

import org.jspecify.annotations.NullMarked;
