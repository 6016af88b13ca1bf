package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks of a directory that an option names for output.
final class Directory {
    private Directory() {}

    /// Creates the directory if it is missing.
    ///
    /// @throws InvalidInputException when it cannot be created
    static void make(String option, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new InvalidInputException(
                    option
                            + " "
                            + directory
                            + " cannot be created: give a directory that can be written to",
                    e);
        }
    }

    /// Creates and deletes a file there, because permissions alone do not show that this works.
    ///
    /// @throws InvalidInputException when no file can be created
    static void probe(String option, Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, ".fanfold", ""));
        } catch (IOException e) {
            throw new InvalidInputException(
                    option + " " + directory + " cannot be written to: give a directory that can",
                    e);
        }
    }
}
