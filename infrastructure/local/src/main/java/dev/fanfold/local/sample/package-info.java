/// What runs beside a local cloud while a workload runs on the sample that ships with it. Front
/// door: [SampleServer], which a workload's tests implement.
@NullMarked
package dev.fanfold.local.sample;

import org.jspecify.annotations.NullMarked;
