/// The services as the simulator plays them: clients of the AWS SDK on state in memory, with the
/// faults of a run. What they promise is written down as the testkit's conformance suite, which
/// they pass like the emulators and LocalStack.
@NullMarked
package dev.fanfold.simulator.service;

import org.jspecify.annotations.NullMarked;
