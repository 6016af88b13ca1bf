/// The aggregator on Lambda: a handler and its wiring, nothing else.
@NullMarked
package dev.fanfold.aggregator;

import org.jspecify.annotations.NullMarked;
