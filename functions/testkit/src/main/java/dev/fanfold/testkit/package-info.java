/// Ports in memory, a clock that tests move, and the contracts of all ports.
///
/// The ports in memory and those on AWS services fulfil the same contracts.
///
/// [InMemoryApplication] runs the engine's four front doors on them: a whole fan-out in a test, in
/// microseconds. Other modules use this one in test scope only.
@NullMarked
package dev.fanfold.testkit;

import org.jspecify.annotations.NullMarked;
