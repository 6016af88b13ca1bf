package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory that an option names, to be written to.
final class Directory {
    private Directory() {}

    /// It is there when this returns.
    ///
    /// @throws InvalidInputException when it cannot be made
    static void make(String option, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new InvalidInputException(
                    option
                            + " "
                            + directory
                            + " cannot be made a directory: give one that can be written to",
                    e);
        }
    }

    /// A file can be made in it, which permissions alone do not say.
    ///
    /// @throws InvalidInputException when none can
    static void probe(String option, Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, ".fanfold", ""));
        } catch (IOException e) {
            throw new InvalidInputException(
                    option + " " + directory + " cannot be written to: give one that can", e);
        }
    }
}
