package dev.fanfold.local.source;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes of a file, as long as the file is the pinned one.
///
/// The file is checked every few megabytes, at the end and on close. So a reader that closes its
/// stream has read only the pinned version.
final class PinnedFile extends InputStream {
    private static final long BYTES_BETWEEN_LOOKS = 8 * 1024 * 1024;
    private final Pin pin;
    private final Path path;
    private final FileChannel channel;
    private long at;
    private long lookAgainAt;

    PinnedFile(Pin pin, Path path, FileChannel channel, long from) {
        this.pin = pin;
        this.path = path;
        this.channel = channel;
        this.at = from;
        this.lookAgainAt = from + BYTES_BETWEEN_LOOKS;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= pin.size()) {
            return -1;
        }
        int max = (int) Math.min(length, pin.size() - at);
        int read = channel.read(ByteBuffer.wrap(into, offset, max), at);
        if (read < 0) {
            throw new InputChangedException(pin, "%d bytes".formatted(at));
        }
        at += read;
        if (at >= lookAgainAt || at >= pin.size()) {
            FileSource.checkPinned(pin, path);
            lookAgainAt = at + BYTES_BETWEEN_LOOKS;
        }
        return read;
    }

    @Override
    public long skip(long bytes) {
        long step = Math.clamp(bytes, 0, Math.max(0, pin.size() - at));
        at += step;
        return step;
    }

    @Override
    public int available() {
        return Math.clamp(pin.size() - at, 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            FileSource.checkPinned(pin, path);
        }
    }
}
