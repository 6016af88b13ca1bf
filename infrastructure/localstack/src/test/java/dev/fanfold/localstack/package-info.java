/// The end-to-end tests: one suite, [EndToEnd], that runs against each [Target]. The suite uses
/// only an application's outputs and AWS's protocols.
@NullMarked
package dev.fanfold.localstack;

import org.jspecify.annotations.NullMarked;
