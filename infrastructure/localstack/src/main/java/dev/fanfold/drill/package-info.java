/// A workload in a jar of its own, as users add theirs. The end-to-end tests make it fail and
/// stall.
@NullMarked
package dev.fanfold.drill;

import org.jspecify.annotations.NullMarked;
