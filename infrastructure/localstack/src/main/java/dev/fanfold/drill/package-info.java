/// A workload as users add their own: a jar beside the functions', found by its service file. It
/// fails and stalls as it is told, which is what the end-to-end tests need.
@NullMarked
package dev.fanfold.drill;

import org.jspecify.annotations.NullMarked;
