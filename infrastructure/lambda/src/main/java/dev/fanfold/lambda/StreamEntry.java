package dev.fanfold.lambda;

import java.time.Instant;

/// A record of a stream, as far as the rules look at it.
///
/// @param number its sequence number
/// @param written when it was written
/// @param record what the place reads it as
public record StreamEntry<R>(String number, Instant written, R record) {}
