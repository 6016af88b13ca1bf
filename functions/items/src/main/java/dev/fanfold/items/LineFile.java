package dev.fanfold.items;

import java.util.Optional;

/// What an output of lines is called and how it starts.
///
/// @param name the name of the first file, without its suffix
/// @param suffix the end of each name, for example `.csv`
/// @param header the first line of each file, without its line end
record LineFile(String name, String suffix, Optional<String> header) {
    /// Files without a header whose names end in `.jsonl`.
    static LineFile jsonLines(String name) {
        return new LineFile(name, ".jsonl", Optional.empty());
    }

    /// The name of the file with this number, from 1: `name.csv`, `name-2.csv`, and so on.
    String name(int number) {
        return name + (number == 1 ? "" : "-" + number) + suffix;
    }
}
