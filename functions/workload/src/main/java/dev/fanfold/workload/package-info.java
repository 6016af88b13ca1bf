/// What the author of a workload writes, is given and returns. [Workload] is where to start;
/// [PlainWorkload] is enough for a workload without resources.
///
/// This module is all of Fanfold that a workload may import: it knows the JDK only.
@NullMarked
package dev.fanfold.workload;

import org.jspecify.annotations.NullMarked;
