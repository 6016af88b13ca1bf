package dev.fanfold.simulator.check;

import java.time.Duration;

/// What a witness must know about the application and the run.
///
/// @param results the name of the results bucket
/// @param keepers the prefix of the names of the hosts on which keepers run
/// @param invocation the timeout of a worker's invocation
/// @param kept whether the keeper runs from the start
public record Terms(String results, String keepers, Duration invocation, boolean kept) {}
