/// The end-to-end tests: one suite, [EndToEnd], that runs on each [Target].
///
/// The suite uses only the outputs of an application and the protocols of AWS.
@NullMarked
package dev.fanfold.localstack;

import org.jspecify.annotations.NullMarked;
