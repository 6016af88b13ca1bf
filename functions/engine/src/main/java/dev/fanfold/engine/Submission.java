package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;

/// The result of submitting a request.
///
/// @param job the job of the request
/// @param fresh whether this submission accepted the job; false if an earlier one did
public record Submission(Job job, boolean fresh) {}
