package dev.fanfold.local.source;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes of a pinned file. Throws if the file has changed.
///
/// The file is compared with the pin every 8 MiB, at the end and on close. So if `close` returns,
/// all bytes that were read belong to the pinned version.
final class PinnedFile extends InputStream {
    private static final long BYTES_BETWEEN_CHECKS = 8 * 1024 * 1024;
    private final Pin pin;
    private final Path path;
    private final FileChannel channel;
    private long position;
    private long nextCheckAt;

    PinnedFile(Pin pin, Path path, FileChannel channel, long from) {
        this.pin = pin;
        this.path = path;
        this.channel = channel;
        this.position = from;
        this.nextCheckAt = from + BYTES_BETWEEN_CHECKS;
    }

    @Override
    public int read() throws IOException {
        byte[] buffer = new byte[1];
        return read(buffer, 0, 1) < 0 ? -1 : buffer[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position >= pin.size()) {
            return -1;
        }
        int max = (int) Math.min(length, pin.size() - position);
        int read = channel.read(ByteBuffer.wrap(target, offset, max), position);
        if (read < 0) {
            throw new InputChangedException(pin, "%d bytes".formatted(position));
        }
        position += read;
        if (position >= nextCheckAt || position >= pin.size()) {
            FileSource.checkPinned(pin, path);
            nextCheckAt = position + BYTES_BETWEEN_CHECKS;
        }
        return read;
    }

    @Override
    public long skip(long bytes) {
        long step = Math.clamp(bytes, 0, Math.max(0, pin.size() - position));
        position += step;
        return step;
    }

    @Override
    public int available() {
        return Math.clamp(pin.size() - position, 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            FileSource.checkPinned(pin, path);
        }
    }
}
