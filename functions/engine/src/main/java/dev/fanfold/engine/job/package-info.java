/// A job's row, its states, and the transitions between them.
///
/// [Job] is the row; [Transition] lists all transitions. The package calls no service.
@NullMarked
package dev.fanfold.engine.job;

import org.jspecify.annotations.NullMarked;
