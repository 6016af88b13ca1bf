/// Ports in memory, a clock that is moved by hand, and the contracts that these ports and the ones
/// made of AWS services both keep.
///
/// [InMemoryApplication] puts the engine's four front doors on them: a whole fan-out in a test, in
/// microseconds. Test scope everywhere but here.
@NullMarked
package dev.fanfold.testkit;

import org.jspecify.annotations.NullMarked;
