/// Workloads that find nothing: they measure the line itself.
///
/// [Noop] shows what a task costs, [Sleep] how many run at once. Both count their tasks, so that a
/// task that was lost or counted twice shows in the answer.
@NullMarked
package dev.fanfold.workloads.bench;

import org.jspecify.annotations.NullMarked;
