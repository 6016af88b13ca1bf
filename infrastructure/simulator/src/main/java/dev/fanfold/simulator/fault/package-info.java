/// The faults of a run. [Fault] lists them, [FaultPlan] decides at random when one occurs. The
/// package does not know how a fault is carried out.
@NullMarked
package dev.fanfold.simulator.fault;

import org.jspecify.annotations.NullMarked;
