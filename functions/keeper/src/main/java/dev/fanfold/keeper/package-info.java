/// The keeper on Lambda: handlers for its schedule and for dead letters.
@NullMarked
package dev.fanfold.keeper;

import org.jspecify.annotations.NullMarked;
