/// The fold of outcomes into one accumulator, and the proof of coverage.
///
/// Outcomes may arrive in any order and more than once; each task counts once. The proof shows that
/// the tasks covered the whole input.
///
/// Start reading at [Fold]. The package calls no service; the caller loads and stores payloads.
@NullMarked
package dev.fanfold.engine.fold;

import org.jspecify.annotations.NullMarked;
