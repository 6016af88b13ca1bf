package dev.fanfold.engine.port;

import java.nio.file.Path;

/// The directory on disk that the tasks of an invocation may use.
public interface Scratch {
    /// Creates a new empty directory, whose name starts with this name.
    Path directory(String name);

    /// Deletes all files, including those of earlier invocations.
    void wipe();
}
