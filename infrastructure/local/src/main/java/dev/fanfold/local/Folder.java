package dev.fanfold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Where objects are kept: the folder asked for, or a temporary one that is removed in the end.
record Folder(Path path, boolean temporary) implements AutoCloseable {
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 10_000_000;

    static Folder of(Optional<Path> kept) {
        Folder folder =
                kept.map(path -> new Folder(path, false)).orElseGet(() -> new Folder(made(), true));
        remove(folder.scratch()); // of a run that had no time to tidy up
        return folder;
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("fanfold-");
        } catch (IOException full) {
            throw new UncheckedIOException("no temporary folder can be made", full);
        }
    }

    Path objects() {
        return path.resolve("objects");
    }

    /// Temporary folders of environments; they never outlive a run.
    Path scratch() {
        return path.resolve("scratch");
    }

    @Override
    public void close() {
        remove(temporary ? path : scratch());
    }

    /// Interrupted functions tidy up at the same time: what they were faster with is no reason to
    /// leave the rest. One that ignores its interrupt and still writes is.
    private static void remove(Path folder) {
        for (int tries = 0; tries < TRIES && Files.exists(folder); tries++) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException changed) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
