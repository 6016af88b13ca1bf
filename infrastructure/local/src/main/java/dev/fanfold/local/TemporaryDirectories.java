package dev.fanfold.local;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The folders of local clouds that keep nothing. They hold a lock, so that one left by a process
/// that was killed is told from one in use.
final class TemporaryDirectories {
    private static final String PREFIX = "fanfold-";

    /// The file that tells a temporary folder from one that a user keeps under such a name.
    private static final String MARK = "fanfold.temporary";

    /// A younger one may be about to be locked.
    private static final Duration MIN_AGE = Duration.ofMinutes(1);

    private TemporaryDirectories() {}

    /// Makes one.
    ///
    /// @throws InvalidInputException when none can be made
    static Path made() {
        try {
            Path made = Files.createTempDirectory(PREFIX);
            Files.createFile(made.resolve(MARK));
            return made;
        } catch (IOException failed) {
            throw new InvalidInputException(
                    "no temporary folder can be made in "
                            + System.getProperty("java.io.tmpdir")
                            + " ("
                            + failed
                            + "): free some space there, or set java.io.tmpdir",
                    failed);
        }
    }

    /// Removes, from where `own` is, those that processes left behind that are gone.
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
            // Then they stay: they are in nobody's way.
        }
    }

    // Its lock is free, and is given back before it goes.
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
            return false; // or somebody else's, or gone
        }
    }
}
