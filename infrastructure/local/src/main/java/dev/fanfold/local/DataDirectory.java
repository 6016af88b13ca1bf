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
/// [#close] removes a temporary directory. If the process ends before that, a shutdown hook removes
/// it.
final class DataDirectory implements AutoCloseable {
    private static final int MAX_REMOVE_ATTEMPTS = 50;
    private static final long REMOVE_PAUSE_NANOS = 10_000_000;
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

    /// Opens the directory: locks it, removes an earlier run's [#scratch], and creates its
    /// subdirectories.
    ///
    /// @throws InvalidInputException if the directory cannot be used, is in use, or holds objects
    ///   that this version of Fanfold did not write
    static DataDirectory of(Optional<Path> requested) {
        return requested
                .map(DataDirectory::openRequested)
                .orElseGet(() -> openTemporary(TemporaryDirectories.create()));
    }

    private static DataDirectory openRequested(Path path) {
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
            dataDirectory.createSubdirectories();
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
    // that still runs after `close` could otherwise recreate the removed directory. Also checks
    // that each directory can be written to.
    private void createSubdirectories() throws IOException {
        if (!isTemporary() && !Files.exists(DataCatalog.in(path).file())) {
            Files.createFile(DataCatalog.in(path).file()); // marks the directory as ours
        }
        for (Path directory : List.of(path, objects(), tables())) {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
            Path probe = Files.createTempFile(directory, ".probe", "");
            try {
                Files.write(probe, new byte[PROBE_BYTES]); // permissions do not show a full disk
            } finally {
                Files.delete(probe);
            }
        }
    }

    private static DataDirectory openTemporary(Path path) {
        Thread remover = new Thread(() -> remove(path), "remove " + path);
        Runtime.getRuntime().addShutdownHook(remover);
        DataDirectory dataDirectory = open(path, Optional.of(remover));
        TemporaryDirectories.removeAbandoned(path, DataDirectory::remove);
        return dataDirectory;
    }

    private boolean isTemporary() {
        return shutdownHook.isPresent();
    }

    /// The catalog of a requested data directory; empty for a temporary one.
    Optional<DataCatalog> catalog() {
        return isTemporary() ? Optional.empty() : Optional.of(DataCatalog.in(path));
    }

    /// The directory of the buckets.
    Path objects() {
        return path.resolve(OBJECTS);
    }

    /// The directory of the tables. It stays empty in a temporary data directory, whose tables are
    /// in memory.
    Path tables() {
        return path.resolve("tables");
    }

    /// The directory of the environments' temporary directories. [#close] removes it.
    Path scratch() {
        return path.resolve("fanfold.scratch");
    }

    @Override
    public void close() {
        remove(isTemporary() ? path : scratch());
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

    /// Removes a directory, although interrupted functions may still use it.
    ///
    /// If they write or delete files during the removal, it is retried. After the last attempt the
    /// rest stays.
    private static void remove(Path directory) {
        for (int attempt = 0; attempt < MAX_REMOVE_ATTEMPTS && Files.exists(directory); attempt++) {
            try (Stream<Path> all = Files.walk(directory)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException changed) {
                LockSupport.parkNanos(REMOVE_PAUSE_NANOS);
            }
        }
    }
}
