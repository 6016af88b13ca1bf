/// Readers of a task's slice of bytes: [Lines], [JsonLines], [DelimitedRows] and [FixedRecords].
///
/// A reader finds the records that start in the slice, wherever the object was cut, and counts what
/// it reads. [SliceReader] ends the task with these counts.
@NullMarked
package dev.fanfold.workload.read;

import org.jspecify.annotations.NullMarked;
