/// Lambda's rules for batches, retries, events and context, as pure functions.
///
/// The local cloud and the simulator share these rules, so that both behave the same. [StreamRules]
/// decides what happens to the records of a stream. [QueueRules] decides what happens to the
/// messages of a queue. [BatchFailures] decides which items of a batch failed. Other classes build
/// the events that handlers receive. No class here starts a thread, waits, or reads a clock.
@NullMarked
package dev.fanfold.lambda;

import org.jspecify.annotations.NullMarked;
