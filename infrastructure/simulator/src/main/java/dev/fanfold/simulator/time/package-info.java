/// Simulated time: one thing happens after another, in an order that one seed decides. Front door:
/// [Scheduler]. It knows nothing of what happens.
@NullMarked
package dev.fanfold.simulator.time;

import org.jspecify.annotations.NullMarked;
