package dev.fanfold.simulator.check;

import java.time.Duration;

/// What a witness has to know of the application and of the run.
///
/// @param results name of the bucket of results
/// @param keepers what the names of the keeper's hosts begin with
/// @param invocation how long one of a worker may take
/// @param kept whether there is a keeper from the beginning
public record Terms(String results, String keepers, Duration invocation, boolean kept) {}
