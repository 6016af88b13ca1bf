package dev.fanfold.testkit;

import dev.fanfold.engine.port.Scratch;
import java.nio.file.Path;

/// Scratch directories that are not created, for tasks that write no files.
public final class NoScratch implements Scratch {
    @Override
    public Path directory(String name) {
        return Path.of("scratch", name);
    }

    @Override
    public void wipe() {
        // There is nothing to remove.
    }
}
