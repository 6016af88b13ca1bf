package dev.fanfold.local;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The directory of a local cloud's data: the requested directory or a temporary one.
///
/// A temporary directory is removed at the end. A shutdown hook removes it if the process is
/// stopped before there is a local cloud to close.
final class DataDirectory implements AutoCloseable {
    private static final int TRIES = 50;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int PROBE_BYTES = 1 << 20;
    private static final String OBJECTS = "objects";

    private final Path path;
    private final DirectoryLock lock;
    private final Optional<Thread> atExit;

    private DataDirectory(Path path, DirectoryLock lock, Optional<Thread> atExit) {
        this.path = path;
        this.lock = lock;
        this.atExit = atExit;
    }

    /// The directory, ready for use.
    ///
    /// @throws InvalidInputException if the requested directory cannot be used
    static DataDirectory of(Optional<Path> kept) {
        return kept.map(DataDirectory::kept)
                .orElseGet(() -> temporary(TemporaryDirectories.made()));
    }

    private static DataDirectory kept(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException failed) {
            throw unusable(path, failed);
        }
        return ready(path, Optional.empty());
    }

    private static DataDirectory ready(Path path, Optional<Thread> atExit) {
        Optional<DirectoryLock> lock = Optional.empty();
        try {
            lock = Optional.of(DirectoryLock.of(path));
            DataDirectory dataDirectory = new DataDirectory(path, lock.get(), atExit);
            dataDirectory.refuseOthers();
            remove(dataDirectory.scratch()); // left by a run that was killed
            dataDirectory.furnish();
            return dataDirectory;
        } catch (IOException failed) {
            lock.ifPresent(DataDirectory::unlock);
            throw unusable(path, failed);
        } catch (InvalidInputException refused) {
            lock.ifPresent(DataDirectory::unlock);
            throw refused;
        }
    }

    // Objects without a list belong to another program, or to a version that named the files
    // differently.
    private void refuseOthers() throws IOException {
        if (Files.exists(DataCatalog.in(path).file()) || !Files.isDirectory(objects())) {
            return;
        }
        try (Stream<Path> there = Files.list(objects())) {
            if (there.findAny().isPresent()) {
                throw new InvalidInputException(
                        "the data directory "
                                + path
                                + " holds objects that this version did not write: give another directory");
            }
        }
    }

    private static InvalidInputException unusable(Path path, IOException why) {
        return new InvalidInputException(
                "the data directory "
                        + path
                        + " cannot be used ("
                        + why
                        + "): give a directory that can be written to, on a disk that is not full",
                why);
    }

    // Creates all parts now and without parent directories, so that nothing recreates the directory
    // after its removal.
    private void furnish() throws IOException {
        if (atExit.isEmpty() && !Files.exists(DataCatalog.in(path).file())) {
            Files.createFile(DataCatalog.in(path).file()); // marks the directory as ours
        }
        for (Path part : List.of(path, objects(), tables())) {
            if (!Files.isDirectory(part)) {
                Files.createDirectory(part);
            }
            Path probe = Files.createTempFile(part, ".probe", "");
            try {
                Files.write(probe, new byte[PROBE_BYTES]); // permissions do not show a full disk
            } finally {
                Files.delete(probe);
            }
        }
    }

    private static DataDirectory temporary(Path path) {
        Thread remover = new Thread(() -> remove(path), "remove " + path);
        Runtime.getRuntime().addShutdownHook(remover);
        DataDirectory dataDirectory = ready(path, Optional.of(remover));
        TemporaryDirectories.removeOthers(path, DataDirectory::remove);
        return dataDirectory;
    }

    /// The contents of a data directory that is kept; empty for a temporary one.
    Optional<DataCatalog> contents() {
        return atExit.isPresent() ? Optional.empty() : Optional.of(DataCatalog.in(path));
    }

    Path objects() {
        return path.resolve(OBJECTS);
    }

    /// The directory of the tables if they are kept.
    Path tables() {
        return path.resolve("tables");
    }

    /// The temporary directories of environments, removed at the end of a run.
    Path scratch() {
        return path.resolve("fanfold.scratch");
    }

    @Override
    public void close() {
        remove(atExit.isPresent() ? path : scratch());
        atExit.ifPresent(DataDirectory::forget);
        unlock(lock);
    }

    private static void unlock(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "the lock of the data directory cannot be released", failed);
        }
    }

    private static void forget(Thread remover) {
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs and finds nothing to remove.
        }
    }

    /// Removes a directory in spite of interrupted functions that still use it.
    ///
    /// It retries while they write or delete files. It gives up if a function keeps writing.
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
