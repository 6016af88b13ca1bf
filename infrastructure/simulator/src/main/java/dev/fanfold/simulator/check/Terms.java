package dev.fanfold.simulator.check;

import java.time.Duration;

/// The facts about the application and the run that a witness needs.
///
/// @param results name of the results bucket
/// @param keepers prefix of the names of the keeper's hosts
/// @param invocation timeout of a worker's invocation
/// @param kept whether the keeper runs from the start
public record Terms(String results, String keepers, Duration invocation, boolean kept) {}
