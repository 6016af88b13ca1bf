package dev.fanfold.engine.outcome;

/// A reference to the trace of a loss.
///
/// @param hash the trace's hash
/// @param at the trace's first frame to look at
/// @param report the key of the report that contains it
/// @param place its index in the report's traces, from 0
public record TraceReference(String hash, String at, String report, int place) {}
