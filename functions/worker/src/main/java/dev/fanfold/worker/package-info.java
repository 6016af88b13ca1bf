/// A pool's worker on Lambda: a handler and its wiring.
@NullMarked
package dev.fanfold.worker;

import org.jspecify.annotations.NullMarked;
