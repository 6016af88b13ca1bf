/// The workloads of an application.
///
/// [Workloads] finds the workloads. [Definitions] checks requests against their definitions.
@NullMarked
package dev.fanfold.engine.work;

import org.jspecify.annotations.NullMarked;
