package dev.fanfold.workload;

import java.util.Optional;

/// One thing that a workload can be told.
///
/// @param otherwise its default; a setting without one must be given
public record Setting(String name, String meaning, Optional<String> otherwise) {}
