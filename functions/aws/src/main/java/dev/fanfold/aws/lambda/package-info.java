/// Lambda's events and responses, for the handlers. A batch class reads the messages of an event,
/// passes them to the engine, and responds with the messages to redeliver. [Journal] writes one log
/// line for each invocation.
///
/// Lambda's types appear here and in the handlers, nowhere else.
@NullMarked
package dev.fanfold.aws.lambda;

import org.jspecify.annotations.NullMarked;
