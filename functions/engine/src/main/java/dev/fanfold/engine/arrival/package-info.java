/// Requests for jobs: settings, pinned input, and the id derived from them.
///
/// Start reading at [JobRequest]. This package does not depend on plans, workers or results.
@NullMarked
package dev.fanfold.engine.arrival;

import org.jspecify.annotations.NullMarked;
