/// What a user writes: a [Workload] plans a job, works on its tasks, merges what they found and
/// finishes the answer.
///
/// The types beside it are what a workload is given and what it gives back. [Lines], [JsonLines],
/// [DelimitedRows] and [FixedRecords] read what belongs to a task, wherever its object was cut, and
/// count what they read. It knows nothing of queues, tables or attempts of other tasks.
@NullMarked
package dev.fanfold.engine.work;

import org.jspecify.annotations.NullMarked;
