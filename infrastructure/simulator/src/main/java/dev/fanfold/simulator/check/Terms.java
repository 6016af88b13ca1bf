package dev.fanfold.simulator.check;

import java.time.Duration;

/// What the application's template says that a witness has to know.
///
/// @param results name of the bucket of results
/// @param keepers what the names of the keeper's hosts begin with
/// @param invocation how long one of a worker may take
public record Terms(String results, String keepers, Duration invocation) {}
