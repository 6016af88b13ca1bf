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
/// Each is locked while it is in use. So the next local cloud can recognize, and remove, a
/// directory that a killed process left.
final class TemporaryDirectories {
    private static final String PREFIX = "fanfold-";

    /// The file that marks a temporary directory of a local cloud.
    ///
    /// Another program's directory may have such a name too, and must not be removed.
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

    /// Removes the temporary directories beside `own` that no process uses, except those younger
    /// than [#MIN_AGE].
    static void removeAbandoned(Path own, Consumer<Path> remove) {
        Instant latestChange = Instant.now().minus(MIN_AGE);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
            for (Path other : all) {
                if (!other.equals(own) && isAbandoned(other, latestChange)) {
                    remove.accept(other);
                }
            }
        } catch (IOException unreadable) {
            // The directories stay. They do no harm.
        }
    }

    // No process uses the directory if its lock can be acquired.
    private static boolean isAbandoned(Path other, Instant latestChange) {
        try {
            if (!Files.exists(other.resolve(MARK))
                    || !Files.exists(DirectoryLock.file(other))
                    || Files.getLastModifiedTime(other).toInstant().isAfter(latestChange)) {
                return false;
            }
            DirectoryLock.acquire(other, Duration.ZERO).close();
            return true;
        } catch (IOException | InvalidInputException inUse) {
            return false; // or inaccessible, or gone
        }
    }
}
