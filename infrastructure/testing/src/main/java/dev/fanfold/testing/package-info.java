/// The tests that an author of a workload uses.
///
/// [TaskTest] runs one task. [WorkloadLaws] checks the laws of every workload, without a cloud.
/// [WorkloadTest] runs jobs under simulated faults. [FanfoldExtension] runs jobs on the local
/// cloud, from the template that is deployed. [CoordinationZip] checks the zip of the functions
/// other than workers: it must contain all classes that these functions need of a workload.
@NullMarked
package dev.fanfold.testing;

import org.jspecify.annotations.NullMarked;
