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

/// A lock that keeps a second local cloud off a data directory.
///
/// The operating system releases the lock when the process ends, even after a crash.
final class DirectoryLock implements AutoCloseable {
    /// The time to wait for a local cloud that is being stopped.
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = 50_000_000;
    private static final String NAME = "fanfold.lock";

    /// The directories that this process has locked.
    ///
    /// Opening and closing a lock file a second time in the same process would release the lock.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DirectoryLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks the directory, which must exist.
    ///
    /// @throws InvalidInputException if another local cloud uses it
    static DirectoryLock acquire(Path folder) throws IOException {
        return acquire(folder, MAX_WAIT);
    }

    /// Locks the directory. Waits at most `maxWait` until another process releases it.
    ///
    /// @throws InvalidInputException if another local cloud uses it
    static DirectoryLock acquire(Path folder, Duration maxWait) throws IOException {
        Path realPath = folder.toRealPath();
        if (!HELD.add(realPath)) {
            throw inUse(folder, ProcessHandle.current().pid() + "");
        }
        try {
            return new DirectoryLock(realPath, lockedChannel(realPath, maxWait));
        } catch (IOException | RuntimeException failed) {
            HELD.remove(realPath);
            throw failed;
        }
    }

    /// The lock file.
    static Path file(Path folder) {
        return folder.resolve(NAME);
    }

    private static FileChannel lockedChannel(Path folder, Duration maxWait) throws IOException {
        Path file = file(folder);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long end = System.nanoTime() + maxWait.toNanos();
            while (channel.tryLock() == null) {
                if (System.nanoTime() > end) {
                    throw inUse(folder, Files.readString(file).strip());
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

    private static InvalidInputException inUse(Path folder, String holder) {
        return new InvalidInputException(
                "the data directory "
                        + folder
                        + " is in use by another local cloud, process "
                        + holder
                        + ": stop that one, or give another directory");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
