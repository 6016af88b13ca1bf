/// Tests of `tabulate`. They compare its answers with those of a simple implementation
/// ([PlainProgram]), and test its parts and its errors about invalid input.
@NullMarked
package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.NullMarked;
