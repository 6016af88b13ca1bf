/// Requests for jobs: their settings and options, and the job id that is derived from them.
///
/// Start reading at [JobRequest]. This package does not know plans, workers or results.
@NullMarked
package dev.fanfold.engine.arrival;

import org.jspecify.annotations.NullMarked;
