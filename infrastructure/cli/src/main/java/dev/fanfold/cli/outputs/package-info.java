/// Copies the outputs of a job to files of this machine.
///
/// [OutputDownload] copies outputs in parallel, and [FileDownload] copies one of them. This package
/// calls no cloud: an [OutputSource] opens the outputs.
@NullMarked
package dev.fanfold.cli.outputs;

import org.jspecify.annotations.NullMarked;
