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

/// Keeps a second local cloud off a data folder. The system takes the lock from a process that
/// ends, however it ends.
final class DirectoryLock implements AutoCloseable {
    /// A local cloud that is just being stopped is waited for this long.
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = 50_000_000;
    private static final String NAME = "fanfold.lock";

    /// Folders that this process has locked: opening and closing a lock's file once more would give
    /// the lock away.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DirectoryLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks the folder, which must be there.
    ///
    /// @throws InvalidInputException when another local cloud has it
    static DirectoryLock of(Path folder) throws IOException {
        return of(folder, MAX_WAIT);
    }

    /// Locks the folder, waiting for it for no longer than this.
    ///
    /// @throws InvalidInputException when another local cloud has it
    static DirectoryLock of(Path folder, Duration patience) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(folder, ProcessHandle.current().pid() + "");
        }
        try {
            return new DirectoryLock(real, locked(real, patience));
        } catch (IOException | RuntimeException failed) {
            HELD.remove(real);
            throw failed;
        }
    }

    /// The lock's file.
    static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    private static FileChannel locked(Path folder, Duration patience) throws IOException {
        Path file = in(folder);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long end = System.nanoTime() + patience.toNanos();
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
                "the data folder "
                        + folder
                        + " is in use by another local cloud, process "
                        + holder
                        + ": stop that one, or give another folder");
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
