/// The end-to-end tests: one suite in [EndToEnd], and what it runs against behind [Target]. The
/// suite knows an application's outputs and AWS's protocols, and nothing of who plays them.
@NullMarked
package dev.fanfold.localstack;

import org.jspecify.annotations.NullMarked;
