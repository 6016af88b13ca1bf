/// Ports in memory, a clock that tests move, and contract tests of ports.
///
/// The ports in memory and those on AWS services pass the same contract tests.
///
/// [InMemoryApplication] runs the engine's four entry points on the ports in memory: a test of the
/// whole application without a service. Other modules use this module in test scope only.
@NullMarked
package dev.fanfold.testkit;

import org.jspecify.annotations.NullMarked;
