/// What a fan-out is: the four front doors, [Dispatcher], [Worker], [Aggregator] and [Keeper], one
/// for each function that AWS starts.
///
/// They decide with data and act only through the ports; there is no thread, no clock, no chance
/// and no environment here. What a call did is counted in a [Tally]. The packages below hold what
/// they pass on, in the order of the data: arrival, plan, work, outcome, fold, job, port.
@NullMarked
package dev.fanfold.engine;

import org.jspecify.annotations.NullMarked;
