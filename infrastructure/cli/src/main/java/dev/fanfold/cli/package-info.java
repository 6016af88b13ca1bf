/// The command line `fanfold`, one class per command.
///
/// [Main] is the front door. A command reads its options, calls the application or the engine, and
/// prints the result. [Exit] has the exit codes.
@NullMarked
package dev.fanfold.cli;

import org.jspecify.annotations.NullMarked;
