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

/// Where objects are kept: the folder asked for, or a temporary one that is removed in the end,
/// also when the process is told to stop before there is a local cloud to close.
final class Folder implements AutoCloseable {
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 10_000_000;

    private final Path path;
    private final Optional<Thread> atExit;

    private Folder(Path path, Optional<Thread> atExit) {
        this.path = path;
        this.atExit = atExit;
    }

    static Folder of(Optional<Path> kept) {
        Folder folder =
                kept.map(path -> new Folder(path, Optional.empty()))
                        .orElseGet(() -> temporary(made()));
        remove(folder.scratch()); // of a run that had no time to tidy up
        folder.furnish();
        return folder;
    }

    // Here and now: nothing makes it again that finds it gone.
    private void furnish() {
        try {
            Files.createDirectories(objects());
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + path + " cannot be used", failed);
        }
    }

    private static Folder temporary(Path path) {
        Thread remover = new Thread(() -> remove(path), "remove " + path);
        Runtime.getRuntime().addShutdownHook(remover);
        return new Folder(path, Optional.of(remover));
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
        remove(atExit.isPresent() ? path : scratch());
        atExit.ifPresent(Folder::forget);
    }

    private static void forget(Thread remover) {
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException onItsWayOut) {
            // Then it runs, and finds nothing left to do.
        }
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
