/// What must be true, whatever goes wrong: the invariants I1 to I14, looked at after every write,
/// and the sequential run that every answer is compared with. It sees what is written and what is
/// done; it changes nothing.
@NullMarked
package dev.fanfold.simulator.check;

import org.jspecify.annotations.NullMarked;
