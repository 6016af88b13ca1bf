/// Lambda's own rules as pure functions: batches, retries, bisection, events, context.
///
/// The local cloud and the simulator ask them, so that both do the same. Nothing here starts
/// anything.
@NullMarked
package dev.fanfold.lambda;

import org.jspecify.annotations.NullMarked;
