/// The tests that an author of a workload uses.
///
/// [TaskTest] runs one task. [WorkloadLaws] checks the laws of every workload, without a cloud.
/// [WorkloadTest] runs jobs under simulated faults. [FanfoldExtension] runs jobs on the local
/// cloud, from the template that is deployed. [CoordinationZip] checks that functions other than
/// workers find what they need of a workload in their zip.
@NullMarked
package dev.fanfold.testing;

import org.jspecify.annotations.NullMarked;
