/// A job's row, its states, and the one table of transitions between them.
///
/// [Job] is the row, [Transition] the table. The package is pure.
@NullMarked
package dev.fanfold.engine.job;

import org.jspecify.annotations.NullMarked;
