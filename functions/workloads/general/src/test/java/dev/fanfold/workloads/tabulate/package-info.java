/// Tests of `tabulate`: the laws of its merge and slicing against a plain program ([PlainProgram]),
/// its parts one by one, and what it says when the input is at fault.
@NullMarked
package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.NullMarked;
