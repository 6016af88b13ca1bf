/// Workloads that measure the application itself.
///
/// [Noop] shows the cost of a task, [Sleep] the number of parallel tasks. Both count their tasks,
/// so that a task that was lost or counted twice shows in the answer.
@NullMarked
package dev.fanfold.workloads.bench;

import org.jspecify.annotations.NullMarked;
