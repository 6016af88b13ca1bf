/// The dispatcher on Lambda: a handler and its wiring.
@NullMarked
package dev.fanfold.dispatcher;

import org.jspecify.annotations.NullMarked;
