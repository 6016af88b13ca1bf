/// What comes in: a request for a job, its settings, its pinned input, and the id that follows from
/// them.
///
/// Knows nothing of plans, workers or results. [JobRequest] is where to start.
@NullMarked
package dev.fanfold.engine.arrival;

import org.jspecify.annotations.NullMarked;
