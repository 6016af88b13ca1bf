package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;

/// The answer to a request.
///
/// @param fresh false when the same was asked before: then this is that job
public record Submission(Job job, boolean fresh) {}
