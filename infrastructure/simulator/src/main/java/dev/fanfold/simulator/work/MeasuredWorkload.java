package dev.fanfold.simulator.work;

import dev.fanfold.workload.Workload;

/// A workload whose outputs contain measured values, for example times. The lengths of its outputs
/// may differ between executions, so they are not compared with those of the plain program.
///
/// @param <P> the workload's partial result
public interface MeasuredWorkload<P> extends Workload<P> {}
