/// The fold: outcomes in any order, any number of times, into one accumulator that counts each task
/// once; and the proof that the whole input was covered.
///
/// [Fold] is where to start. Pure: it reads and writes nothing.
@NullMarked
package dev.fanfold.engine.fold;

import org.jspecify.annotations.NullMarked;
