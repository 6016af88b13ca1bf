package dev.fanfold.engine.port;

import java.nio.file.Path;

/// Disk space for one invocation.
public interface Scratch {
    /// A new empty directory of this name.
    Path directory(String name);

    /// Deletes everything, also what an earlier invocation left.
    void wipe();
}
