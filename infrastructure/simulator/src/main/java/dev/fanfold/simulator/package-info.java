/// The application under faults: the real functions, with their real messages, on simulated
/// services that do whatever AWS allows. One seed decides everything, so a run that goes wrong can
/// be had again.
///
/// Front doors: [Proof] runs many seeds, [Simulation] runs one. A [Subject] says which workloads
/// run and which jobs are submitted. The services are in `service`, Lambda in `function`, what must
/// hold in `check`.
@NullMarked
package dev.fanfold.simulator;

import org.jspecify.annotations.NullMarked;
