/// Workloads that measure the application itself.
///
/// [Noop] shows the cost of a task, and [Sleep] the number of tasks that run in parallel. The
/// answer of both is the number of tasks, so a task that was lost or counted twice shows in it.
@NullMarked
package dev.fanfold.workloads.bench;

import org.jspecify.annotations.NullMarked;
