package dev.fanfold.engine.port;

import java.nio.file.Path;

/// Disk space for the length of an invocation.
public interface Scratch {
    /// An empty directory of this name.
    Path directory(String name);

    /// Removes everything, also what an invocation before left behind.
    void wipe();
}
