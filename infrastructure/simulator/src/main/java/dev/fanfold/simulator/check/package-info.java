/// The invariants I1 to I14, checked after every write, and the sequential run that every answer is
/// compared with. The package observes writes and calls and changes nothing.
@NullMarked
package dev.fanfold.simulator.check;

import org.jspecify.annotations.NullMarked;
