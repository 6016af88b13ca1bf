/// Functions as Lambda runs them: environments of one handler instance each, one invocation at a
/// time, made on demand, used again, dead at their time limit. The front door is [FunctionPool].
/// Nothing here knows where events come from.
@NullMarked
package dev.fanfold.local.function;

import org.jspecify.annotations.NullMarked;
