/// Workloads that call a function for each item of an input, and list the results in the order of
/// the items.
@NullMarked
package dev.fanfold.items;

import org.jspecify.annotations.NullMarked;
