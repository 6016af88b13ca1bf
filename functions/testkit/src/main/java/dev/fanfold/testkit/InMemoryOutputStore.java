package dev.fanfold.testkit;

import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Stores outputs in memory.
public final class InMemoryOutputStore implements OutputStore {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public OutputWriter create(String key) {
        return new OutputWriter(key, new MemorySink(key));
    }

    @Override
    public OptionalLong length(String key) {
        byte[] bytes = files.get(key);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
    }

    @Override
    public InputStream open(String key, Fingerprint recorded, long from, long to) {
        Objects.checkFromToIndex(from, to, recorded.length());
        byte[] bytes = files.get(key);
        if (bytes == null) {
            throw OutputMismatchException.missing(key);
        }
        if (bytes.length != recorded.length()) {
            throw OutputMismatchException.ofLength(key, bytes.length, recorded);
        }
        return new ByteArrayInputStream(bytes, (int) from, (int) (to - from));
    }

    private final class MemorySink implements OutputWriter.Sink {
        private final String key;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemorySink(String key) {
            this.key = key;
        }

        @Override
        public void write(byte[] more, int offset, int count) {
            bytes.write(more, offset, count);
        }

        @Override
        public void complete() {
            files.put(key, bytes.toByteArray());
        }

        @Override
        public void abort() {
            bytes.reset();
        }
    }
}
