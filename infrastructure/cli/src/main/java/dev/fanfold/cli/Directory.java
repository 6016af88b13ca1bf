package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks that a directory can be used for output.
///
/// The parameter `option` is the option that names the directory, for error messages.
final class Directory {
    private Directory() {}

    /// Creates the directory if it is missing.
    ///
    /// @throws InvalidInputException if it cannot be created
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

    /// Checks that the directory can be written to: creates and deletes a file.
    ///
    /// Permissions alone do not show it, for example on a read-only file system.
    ///
    /// @throws InvalidInputException if no file can be created
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
