/// What is worked on in a simulation: workloads small enough to be run by the million, and the way
/// in which their tasks go wrong.
@NullMarked
package dev.fanfold.simulator.work;

import org.jspecify.annotations.NullMarked;
