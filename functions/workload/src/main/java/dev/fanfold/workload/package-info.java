/// The API for authors of workloads. Start with [Workload]; [PlainWorkload] is enough for a
/// workload without resources.
///
/// A workload may import no other module of Fanfold. This module depends only on the JDK and on
/// annotations.
@NullMarked
package dev.fanfold.workload;

import org.jspecify.annotations.NullMarked;
