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
/// stopped before the local cloud has been created.
final class DataDirectory implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int PROBE_BYTES = 1 << 20;
    private static final String OBJECTS = "objects";

    private final Path path;
    private final DirectoryLock lock;
    private final Optional<Thread> shutdownHook;

    private DataDirectory(Path path, DirectoryLock lock, Optional<Thread> shutdownHook) {
        this.path = path;
        this.lock = lock;
        this.shutdownHook = shutdownHook;
    }

    /// Opens the directory: locks it and creates its subdirectories.
    ///
    /// @throws InvalidInputException if the requested directory cannot be used
    static DataDirectory of(Optional<Path> requested) {
        return requested
                .map(DataDirectory::requested)
                .orElseGet(() -> temporary(TemporaryDirectories.create()));
    }

    private static DataDirectory requested(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException failed) {
            throw unusable(path, failed);
        }
        return open(path, Optional.empty());
    }

    private static DataDirectory open(Path path, Optional<Thread> shutdownHook) {
        Optional<DirectoryLock> lock = Optional.empty();
        try {
            lock = Optional.of(DirectoryLock.acquire(path));
            DataDirectory dataDirectory = new DataDirectory(path, lock.get(), shutdownHook);
            dataDirectory.rejectForeignObjects();
            remove(dataDirectory.scratch()); // left by a run that was killed
            dataDirectory.createParts();
            return dataDirectory;
        } catch (IOException failed) {
            lock.ifPresent(DataDirectory::unlock);
            throw unusable(path, failed);
        } catch (InvalidInputException refused) {
            lock.ifPresent(DataDirectory::unlock);
            throw refused;
        }
    }

    // Objects without a catalog were written by another program, or by a version of Fanfold that
    // named the files differently.
    private void rejectForeignObjects() throws IOException {
        if (Files.exists(DataCatalog.in(path).file()) || !Files.isDirectory(objects())) {
            return;
        }
        try (Stream<Path> files = Files.list(objects())) {
            if (files.findAny().isPresent()) {
                throw new InvalidInputException(
                        "the data directory "
                                + path
                                + " holds objects that this version did not write: give another directory");
            }
        }
    }

    private static InvalidInputException unusable(Path path, IOException cause) {
        return new InvalidInputException(
                "the data directory "
                        + path
                        + " cannot be used ("
                        + cause
                        + "): give a directory that can be written to, on a disk that is not full",
                cause);
    }

    // Creates the subdirectories now, so that no later code has to create parent directories. Code
    // that still runs after `close` could otherwise recreate the removed directory.
    private void createParts() throws IOException {
        if (shutdownHook.isEmpty() && !Files.exists(DataCatalog.in(path).file())) {
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
        DataDirectory dataDirectory = open(path, Optional.of(remover));
        TemporaryDirectories.removeAbandoned(path, DataDirectory::remove);
        return dataDirectory;
    }

    /// The catalog of a requested data directory; empty for a temporary one.
    Optional<DataCatalog> catalog() {
        return shutdownHook.isPresent() ? Optional.empty() : Optional.of(DataCatalog.in(path));
    }

    Path objects() {
        return path.resolve(OBJECTS);
    }

    /// The directory of the tables, if the data directory was requested. Temporary tables are in
    /// memory.
    Path tables() {
        return path.resolve("tables");
    }

    /// The temporary directories of environments, removed at the end of a run.
    Path scratch() {
        return path.resolve("fanfold.scratch");
    }

    @Override
    public void close() {
        remove(shutdownHook.isPresent() ? path : scratch());
        shutdownHook.ifPresent(DataDirectory::removeHook);
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

    private static void removeHook(Thread remover) {
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs and finds nothing to remove.
        }
    }

    /// Removes a directory in spite of interrupted functions that still use it.
    ///
    /// It retries while they write or delete files. It gives up if a function keeps writing.
    private static void remove(Path directory) {
        for (int attempts = 0; attempts < MAX_ATTEMPTS && Files.exists(directory); attempts++) {
            try (Stream<Path> all = Files.walk(directory)) {
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
