/// Lambda's events and answers, for the handlers: unwrapped into what the engine's front doors
/// take, with failures as the parts of a batch that come back. [Journal] writes each invocation's
/// one line for the operators.
///
/// Lambda's types appear here and in the handlers, nowhere else.
@NullMarked
package dev.fanfold.aws.lambda;

import org.jspecify.annotations.NullMarked;
