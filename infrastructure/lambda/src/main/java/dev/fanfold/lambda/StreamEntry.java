package dev.fanfold.lambda;

import java.time.Instant;

/// A record of a stream, with the properties that the rules use.
///
/// @param number its sequence number
/// @param written the time when it was written
/// @param record the record in the caller's own type
public record StreamEntry<R>(String number, Instant written, R record) {}
