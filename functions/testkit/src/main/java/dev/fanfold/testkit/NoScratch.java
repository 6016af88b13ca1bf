package dev.fanfold.testkit;

import dev.fanfold.engine.port.Scratch;
import java.nio.file.Path;

/// Returns paths of scratch directories without creating them, for tasks that write no files.
public final class NoScratch implements Scratch {
    @Override
    public Path directory(String name) {
        return Path.of("scratch", name);
    }

    @Override
    public void wipe() {
        // No directory was created.
    }
}
