/// The simulated Lambda: environments that run handlers, and their event sources. The handlers are
/// the real ones; this package decides how often and with which events they are called.
@NullMarked
package dev.fanfold.simulator.function;

import org.jspecify.annotations.NullMarked;
