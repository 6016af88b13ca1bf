/// A running line and what a command does with it: submit a job, follow it to its end, stop
/// cleanly.
///
/// [Line] is the seam: behind it is the local cloud, or memory in tests. Nothing here knows of
/// options or of text on a screen beyond [dev.fanfold.cli.text.Progress].
@NullMarked
package dev.fanfold.cli.application;

import org.jspecify.annotations.NullMarked;
