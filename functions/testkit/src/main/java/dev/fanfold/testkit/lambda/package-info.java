/// Lambda for handler tests: contexts, and the events in `events/`.
///
/// The events are read as Lambda's runtime reads them.
@NullMarked
package dev.fanfold.testkit.lambda;

import org.jspecify.annotations.NullMarked;
