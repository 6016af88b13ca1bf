/// Lambda as the simulator plays it: environments that run handlers, and what starts them. The
/// handlers are the real ones; how often and with what they are called is decided here.
@NullMarked
package dev.fanfold.simulator.function;

import org.jspecify.annotations.NullMarked;
