/// Lambda's events and answers, for the handlers: unwrapped into what the engine's front doors
/// take, with failures as the parts of a batch that come back.
///
/// Lambda's types appear here and in the handlers, nowhere else.
@NullMarked
package dev.fanfold.aws.lambda;

import org.jspecify.annotations.NullMarked;
