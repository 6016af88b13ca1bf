/// Lambda's events and responses, for the handlers. A batch class reads the messages of an event,
/// passes them to the engine, and responds with the messages to redeliver. [Journal] writes one log
/// line for each invocation.
///
/// Of the code that is deployed, only this package, the handlers, and the requests and responses of
/// the API use Lambda's types.
@NullMarked
package dev.fanfold.aws.lambda;

import org.jspecify.annotations.NullMarked;
