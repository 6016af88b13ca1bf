/// The fold of outcomes into one accumulator, and the proof of coverage.
///
/// Outcomes may arrive in any order and more than once; each task counts once. The proof shows that
/// the whole input was covered.
///
/// Start reading at [Fold]. The package is pure: it reads and writes nothing.
@NullMarked
package dev.fanfold.engine.fold;

import org.jspecify.annotations.NullMarked;
