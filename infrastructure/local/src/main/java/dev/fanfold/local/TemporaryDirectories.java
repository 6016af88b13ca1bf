package dev.fanfold.local;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The temporary directories of local clouds that keep no data.
///
/// Each is locked while it is in use, so a directory left by a killed process can be recognized.
final class TemporaryDirectories {
    private static final String PREFIX = "fanfold-";

    /// The file that identifies a temporary directory of a local cloud.
    ///
    /// A user's own directory may have a similar name, and must not be removed.
    private static final String MARK = "fanfold.temporary";

    /// The minimum age for removal. A younger directory may not be locked yet.
    private static final Duration MIN_AGE = Duration.ofMinutes(1);

    private TemporaryDirectories() {}

    /// Creates a temporary directory.
    ///
    /// @throws InvalidInputException if it cannot be created
    static Path create() {
        try {
            Path created = Files.createTempDirectory(PREFIX);
            Files.createFile(created.resolve(MARK));
            return created;
        } catch (IOException failed) {
            throw new InvalidInputException(
                    "cannot create a temporary directory in "
                            + System.getProperty("java.io.tmpdir")
                            + " ("
                            + failed
                            + "): free some space there, or set java.io.tmpdir",
                    failed);
        }
    }

    /// Removes the temporary directories that ended processes left beside `own`.
    static void removeAbandoned(Path own, Consumer<Path> remove) {
        Instant newest = Instant.now().minus(MIN_AGE);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
            for (Path other : all) {
                if (!other.equals(own) && isAbandoned(other, newest)) {
                    remove.accept(other);
                }
            }
        } catch (IOException unreadable) {
            // The directories stay. They do no harm.
        }
    }

    // No process uses the directory if its lock can be acquired.
    private static boolean isAbandoned(Path other, Instant newest) {
        try {
            if (!Files.exists(other.resolve(MARK))
                    || !Files.exists(DirectoryLock.file(other))
                    || Files.getLastModifiedTime(other).toInstant().isAfter(newest)) {
                return false;
            }
            DirectoryLock.acquire(other, Duration.ZERO).close();
            return true;
        } catch (IOException | InvalidInputException inUse) {
            return false; // or inaccessible, or gone
        }
    }
}
