/// The outcomes of tasks as workers report them, with coverage and rejections.
///
/// Start reading at [Outcome]. This package has data only; nothing here decides.
@NullMarked
package dev.fanfold.engine.outcome;

import org.jspecify.annotations.NullMarked;
