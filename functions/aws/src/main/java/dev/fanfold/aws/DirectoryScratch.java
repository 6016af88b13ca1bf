package dev.fanfold.aws;

import dev.fanfold.engine.port.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Scratch space in the temporary directory.
///
/// On Lambda that directory survives a crash and belongs to one environment: the environment takes
/// slot 0, finds the files of the crashed one, and deletes them. In the local cloud several
/// environments share one JVM; each locks the file of a slot of its own.
public final class DirectoryScratch implements Scratch {
    private static final int MAX_SLOTS = 10_000;
    private final Path root;
    // Held while this object lives: closing it releases the lock.
    private final FileLock lock;

    private DirectoryScratch(Path root, FileLock lock) {
        this.root = root;
        this.lock = lock;
        wipe();
    }

    public static DirectoryScratch of(Settings settings) {
        return in(settings.temporary().resolve("fanfold"));
    }

    static DirectoryScratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            for (int slot = 0; slot < MAX_SLOTS; slot++) {
                FileLock lock = lock(parent.resolve(slot + ".lock"));
                if (lock != null) {
                    return new DirectoryScratch(parent.resolve("slot-" + slot), lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch space in " + parent, e);
        }
        throw new IllegalStateException(
                "all " + MAX_SLOTS + " scratch slots in " + parent + " are taken");
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another environment of this JVM has it.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock;
    }

    @Override
    public Path directory(String name) {
        Path directory = root.resolve(name).normalize();
        if (!root.equals(directory.getParent())) {
            throw new IllegalArgumentException(
                    "a scratch directory cannot be called \"" + name + "\"");
        }
        try {
            remove(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch directory " + directory, e);
        }
    }

    /// An empty directory of this name that [#wipe()] does not remove. It lasts as long as this
    /// object.
    Path kept(String name) {
        Path directory = root.resolveSibling(root.getFileName() + "-" + name);
        try {
            remove(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch directory " + directory, e);
        }
    }

    @Override
    public void wipe() {
        if (!lock.isValid()) {
            throw new IllegalStateException("the lock of " + root + " is gone");
        }
        try {
            remove(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe " + root, e);
        }
    }

    // Symbolic links are removed, not followed.
    private static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
