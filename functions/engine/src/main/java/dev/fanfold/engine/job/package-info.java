/// A job's row and its life: the states, and the one table of transitions between them.
///
/// [Job] is the row, [Transition] the table. Pure.
@NullMarked
package dev.fanfold.engine.job;

import org.jspecify.annotations.NullMarked;
