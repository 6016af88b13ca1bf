/// What a handler test needs of Lambda: events read from the files in `events/` as Lambda's own
/// runtime reads them, and a context.
@NullMarked
package dev.fanfold.testkit.lambda;

import org.jspecify.annotations.NullMarked;
