/// What can go wrong, and whether it does: [Fault] is the list, [FaultPlan] the dice of one run.
/// Nothing here knows how a fault is carried out.
@NullMarked
package dev.fanfold.simulator.fault;

import org.jspecify.annotations.NullMarked;
