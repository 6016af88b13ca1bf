package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;

/// The result of submitting a request.
///
/// @param fresh false if the same request was submitted before; then this is its job
public record Submission(Job job, boolean fresh) {}
