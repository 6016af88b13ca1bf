/// Lambda's events and responses, for the handlers: events are unwrapped for the engine's front
/// doors, and failures become the parts of a batch that are redelivered. [Journal] writes one log
/// line for each invocation.
///
/// Lambda's types appear here and in the handlers, nowhere else.
@NullMarked
package dev.fanfold.aws.lambda;

import org.jspecify.annotations.NullMarked;
