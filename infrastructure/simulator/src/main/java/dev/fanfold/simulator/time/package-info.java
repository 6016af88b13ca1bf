/// Simulated time. One event happens after another, in an order that one seed decides. Front door:
/// [Scheduler]. The package knows nothing about the application.
@NullMarked
package dev.fanfold.simulator.time;

import org.jspecify.annotations.NullMarked;
