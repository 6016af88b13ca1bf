/// For those who write workloads: the whole line as a JUnit extension.
///
/// [FanfoldExtension] starts the local cloud from a template and runs jobs on it. Only the tests of
/// workloads know this package.
@NullMarked
package dev.fanfold.cli.junit;

import org.jspecify.annotations.NullMarked;
