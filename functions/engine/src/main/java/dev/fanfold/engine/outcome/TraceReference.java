package dev.fanfold.engine.outcome;

/// A reference to the trace of a loss, which is part of a report.
///
/// @param hash as [Trace#hash()]
/// @param at as [Trace#at()]
/// @param report the key of the report
/// @param place the trace's index in the report's traces, from 0
public record TraceReference(String hash, String at, String report, int place) {}
