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

    /// The file that marks a temporary directory.
    ///
    /// A user may keep a directory with a similar name.
    private static final String MARK = "fanfold.temporary";

    /// The minimum age for removal. A younger directory may not be locked yet.
    private static final Duration MIN_AGE = Duration.ofMinutes(1);

    private TemporaryDirectories() {}

    /// Creates a temporary directory.
    ///
    /// @throws InvalidInputException if it cannot be created
    static Path made() {
        try {
            Path made = Files.createTempDirectory(PREFIX);
            Files.createFile(made.resolve(MARK));
            return made;
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

    /// Removes directories of processes that are gone, from the parent of `own`.
    static void removeOthers(Path own, Consumer<Path> remove) {
        Instant young = Instant.now().minus(MIN_AGE);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(own.resolveSibling(""), PREFIX + "*")) {
            for (Path other : all) {
                if (!other.equals(own) && isLeft(other, young)) {
                    remove.accept(other);
                }
            }
        } catch (IOException unreadable) {
            // The directories stay. They do no harm.
        }
    }

    // Whether no process uses the directory. The lock is released again before the removal.
    private static boolean isLeft(Path other, Instant young) {
        try {
            if (!Files.exists(other.resolve(MARK))
                    || !Files.exists(DirectoryLock.in(other))
                    || Files.getLastModifiedTime(other).toInstant().isAfter(young)) {
                return false;
            }
            DirectoryLock.of(other, Duration.ZERO).close();
            return true;
        } catch (IOException | InvalidInputException inUse) {
            return false; // or inaccessible, or gone
        }
    }
}
