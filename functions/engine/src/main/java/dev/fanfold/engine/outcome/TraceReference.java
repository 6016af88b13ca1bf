package dev.fanfold.engine.outcome;

/// Which trace a loss has, and where the whole of it stands.
///
/// @param hash the trace's own
/// @param at the trace's own
/// @param report the key of the report that holds it
/// @param place which of the report's traces it is, from 0
public record TraceReference(String hash, String at, String report, int place) {}
