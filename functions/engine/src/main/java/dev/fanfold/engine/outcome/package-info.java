/// What became of tasks: the outcomes that workers report, with what they covered and what they had
/// to reject.
///
/// [InvocationOutcome] is where to start. Data only: nothing here decides.
@NullMarked
package dev.fanfold.engine.outcome;

import org.jspecify.annotations.NullMarked;
