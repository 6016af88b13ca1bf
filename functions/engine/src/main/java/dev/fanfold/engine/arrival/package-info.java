/// Requests for jobs: settings, pinned input, and the id derived from them.
///
/// Start reading at [JobRequest]. This package knows nothing of plans, workers or results.
@NullMarked
package dev.fanfold.engine.arrival;

import org.jspecify.annotations.NullMarked;
