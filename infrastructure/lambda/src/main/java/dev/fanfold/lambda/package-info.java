/// Lambda's own rules as pure functions: batches, retries, bisection, events, context.
///
/// The local cloud and the simulator ask them, so that both do the same. [StreamRules] decides what
/// happens to the records of a stream, [BatchFailures] which items of a batch failed. The events that
/// handlers get are built here too. Nothing here starts anything, waits, or knows the time.
@NullMarked
package dev.fanfold.lambda;

import org.jspecify.annotations.NullMarked;
