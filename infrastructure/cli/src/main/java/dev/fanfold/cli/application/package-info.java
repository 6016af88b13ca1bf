/// A running application: submit a job to it, follow the job, stop it.
///
/// [Application] is implemented by the local cloud, and in memory for tests. This package does not
/// know the command line's options, and prints only through [dev.fanfold.cli.text.Progress].
@NullMarked
package dev.fanfold.cli.application;

import org.jspecify.annotations.NullMarked;
