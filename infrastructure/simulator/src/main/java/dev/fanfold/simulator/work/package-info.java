/// The workloads of a simulation, small enough for millions of runs, and the way in which their
/// tasks fail.
@NullMarked
package dev.fanfold.simulator.work;

import org.jspecify.annotations.NullMarked;
