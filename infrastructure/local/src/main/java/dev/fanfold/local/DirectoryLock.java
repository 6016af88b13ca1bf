package dev.fanfold.local;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A lock that prevents two local clouds from using one data directory.
///
/// The operating system releases the lock when the process ends, even after a crash.
final class DirectoryLock implements AutoCloseable {
    /// How long to wait for the lock, because the local cloud that holds it may be stopping.
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = 50_000_000;
    private static final String NAME = "fanfold.lock";

    /// The directories that this process has locked.
    ///
    /// If a process opened and closed a lock file again, POSIX systems would release its lock.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// Locks the directory, which must exist.
    ///
    /// @throws InvalidInputException if this process uses it, or if another one still uses it after
    ///   [#MAX_WAIT]
    static DirectoryLock acquire(Path directory) throws IOException {
        return acquire(directory, MAX_WAIT);
    }

    /// Locks the directory. Waits at most `maxWait` until another process releases it.
    ///
    /// @throws InvalidInputException if this process uses it, or if another one still uses it then
    static DirectoryLock acquire(Path directory, Duration maxWait) throws IOException {
        Path realPath = directory.toRealPath();
        if (!HELD.add(realPath)) {
            throw inUse(directory, ProcessHandle.current().pid() + "");
        }
        try {
            return new DirectoryLock(realPath, lockedChannel(realPath, maxWait));
        } catch (IOException | RuntimeException failed) {
            HELD.remove(realPath);
            throw failed;
        }
    }

    /// The lock file.
    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    private static FileChannel lockedChannel(Path directory, Duration maxWait) throws IOException {
        Path file = file(directory);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + maxWait.toNanos();
            while (channel.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw inUse(directory, Files.readString(file).strip());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            byte[] holder = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder));
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static InvalidInputException inUse(Path directory, String holder) {
        return new InvalidInputException(
                "the data directory "
                        + directory
                        + " is in use by another local cloud, process "
                        + holder
                        + ": stop that one, or give another directory");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(directory);
        }
    }
}
