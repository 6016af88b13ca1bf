/// The simulated services: clients of the AWS SDK on state in memory, with the faults of a run.
/// What the services guarantee is written down as the testkit's conformance suite. The simulated
/// services pass it, as the emulators and LocalStack do.
@NullMarked
package dev.fanfold.simulator.service;

import org.jspecify.annotations.NullMarked;
