/// The application under faults: the real functions, with their real messages, on simulated
/// services that do whatever AWS allows. One seed decides everything, so a run that goes wrong can
/// be had again.
///
/// Front doors: [Proof] runs many seeds, [Simulation] one, [WorkloadTest] runs somebody's workload
/// in a test. The services are in `service`, Lambda in `function`, what must hold in `check`.
@NullMarked
package dev.fanfold.simulator;

import org.jspecify.annotations.NullMarked;
