/// How one input is cut into tasks: a plan is a pure function of the pinned input that says how
/// many tasks there are and what task i is, for any i.
///
/// [Plan] is where to start. No clock, no I/O.
@NullMarked
package dev.fanfold.engine.plan;

import org.jspecify.annotations.NullMarked;
