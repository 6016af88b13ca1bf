package dev.fanfold.items;

import java.util.Optional;

/// The result of one item, as a line of `results.jsonl` has it.
///
/// @param index the number of the item, from 0
/// @param isOk whether the function returned a value; if not, the item has failed
/// @param json the value as JSON, or the error: an object with `class`, `message` and `frames`
/// @param attempts how often the function was called
/// @param millis the time of the last call in milliseconds
public record ItemResult(
        long index, Optional<String> key, boolean isOk, String json, int attempts, long millis) {}
