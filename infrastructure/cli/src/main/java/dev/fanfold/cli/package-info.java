/// The command line: `fanfold run`, `plan`, `workloads`, `doctor`, `local` and `bench`.
///
/// [Main] is the front door; a class per command, each of which reads its options, asks the line or
/// the engine, and says what came of it. Exit codes are [Exit]'s.
@NullMarked
package dev.fanfold.cli;

import org.jspecify.annotations.NullMarked;
