/// Runs the application under faults. The functions and their messages are the real ones. The
/// services are simulated and do everything that AWS allows. One seed decides everything, so a
/// failed run can be repeated.
///
/// Front doors: [Proof] runs many seeds, [Simulation] runs one. A [Subject] holds the workloads
/// that run and the jobs that are submitted. The services are in `service`, Lambda in `function`,
/// the invariants in `check`.
@NullMarked
package dev.fanfold.simulator;

import org.jspecify.annotations.NullMarked;
