/// What an author tests a workload with.
///
/// [TaskTest] runs one task. [WorkloadLaws] checks what every workload must keep, without a cloud.
/// [WorkloadTest] runs jobs under simulated faults. [FanfoldExtension] runs jobs on the local
/// cloud, from the template that is deployed.
@NullMarked
package dev.fanfold.testing;

import org.jspecify.annotations.NullMarked;
