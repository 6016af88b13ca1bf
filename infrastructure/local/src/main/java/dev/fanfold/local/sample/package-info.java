/// The server that a workload's sample needs while the workload runs on a local cloud. Front door:
/// [SampleServer], which a workload's tests implement.
@NullMarked
package dev.fanfold.local.sample;

import org.jspecify.annotations.NullMarked;
