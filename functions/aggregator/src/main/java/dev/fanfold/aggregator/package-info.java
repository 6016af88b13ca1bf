/// The aggregator on Lambda: a handler and its wiring.
@NullMarked
package dev.fanfold.aggregator;

import org.jspecify.annotations.NullMarked;
