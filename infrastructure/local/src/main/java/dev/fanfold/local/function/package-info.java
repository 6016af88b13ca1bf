/// Functions as Lambda runs them: one invocation at a time per environment.
///
/// An environment has one handler instance. It is created on demand, reused, and killed at its time
/// limit. The front door is [FunctionPool]. Nothing here knows the sources of events.
@NullMarked
package dev.fanfold.local.function;

import org.jspecify.annotations.NullMarked;
