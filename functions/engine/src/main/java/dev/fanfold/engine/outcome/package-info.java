/// The outcomes of tasks as workers report them: partial results, losses and their traces.
///
/// Start reading at [Outcome]. The package contains data, and no decisions.
@NullMarked
package dev.fanfold.engine.outcome;

import org.jspecify.annotations.NullMarked;
