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
/// Each environment locks the file of a slot and uses the slot's directory. On Lambda the temporary
/// directory belongs to one environment and survives a crash of its process. The next process gets
/// slot 0 again, and deletes the slot's directory, which the crashed process left. In the local
/// cloud several environments share the temporary directory, so each locks another slot.
public final class DirectoryScratch implements Scratch {
    private static final int MAX_SLOTS = 10_000;
    private final Path slotDirectory;
    // Referred to as long as this object exists, because the lock ends when its channel is closed.
    private final FileLock lock;

    private DirectoryScratch(Path slotDirectory, FileLock lock) {
        this.slotDirectory = slotDirectory;
        this.lock = lock;
        wipe();
    }

    public static DirectoryScratch of(Settings settings) {
        return in(settings.temporaryDirectory().resolve("fanfold"));
    }

    /// Scratch space in the first slot of this directory that no other environment has locked.
    static DirectoryScratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            for (int slot = 0; slot < MAX_SLOTS; slot++) {
                FileLock lock = tryLock(parent.resolve(slot + ".lock"));
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

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another environment of this JVM has the lock.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock;
    }

    @Override
    public Path directory(String name) {
        if (!slotDirectory.equals(slotDirectory.resolve(name).normalize().getParent())) {
            throw new IllegalArgumentException(
                    "a scratch directory cannot be called \"" + name + "\"");
        }
        try {
            return Files.createTempDirectory(Files.createDirectories(slotDirectory), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no scratch directory " + name + " in " + slotDirectory, e);
        }
    }

    /// Creates an empty directory that [#wipe()] does not delete. Each call deletes the directory
    /// that an earlier call with this name, or an earlier process, left.
    Path lastingDirectory(String name) {
        Path directory = slotDirectory.resolveSibling(slotDirectory.getFileName() + "-" + name);
        try {
            deleteTree(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch directory " + directory, e);
        }
    }

    @Override
    public void wipe() {
        if (!lock.isValid()) {
            throw new IllegalStateException("the lock of " + slotDirectory + " is gone");
        }
        try {
            deleteTree(slotDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe " + slotDirectory, e);
        }
    }

    // Symbolic links are deleted, not followed.
    private static void deleteTree(Path directory) throws IOException {
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
