/// Checks the promises that `docs/correctness.md` lists, after every write: I1 to I17, except I10.
/// I10 is built into the simulation, and the scratch directories of I12 are checked in `function`.
/// [Witness] is where to start. A [SequentialRun] computes the values with which folds and answers
/// are compared.
///
/// The package observes writes and calls and changes nothing.
@NullMarked
package dev.fanfold.simulator.check;

import org.jspecify.annotations.NullMarked;
