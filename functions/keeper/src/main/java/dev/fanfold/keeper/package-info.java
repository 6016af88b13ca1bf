/// The keeper on Lambda, on its schedule and on the dead-letter queues: two handlers and their
/// wiring, nothing else.
@NullMarked
package dev.fanfold.keeper;

import org.jspecify.annotations.NullMarked;
