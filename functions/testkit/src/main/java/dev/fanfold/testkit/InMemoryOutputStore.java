package dev.fanfold.testkit;

import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.Outputs.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stores outputs in memory.
public final class InMemoryOutputStore implements OutputStore {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, List<Output>> manifests = new ConcurrentHashMap<>();
    private volatile Runnable beforeManifest = () -> {};

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

    @Override
    public List<StoredFile> list(String prefix) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .map(file -> new StoredFile(file.getKey(), file.getValue().length))
                .toList();
    }

    @Override
    public void putManifest(String key, List<Output> outputs) {
        manifests.put(key, List.copyOf(outputs));
    }

    @Override
    public List<Output> manifest(String key, int round) {
        beforeManifest.run();
        List<Output> outputs = manifests.get(key);
        if (outputs == null) {
            throw new IllegalStateException("there is no manifest " + key);
        }
        return outputs;
    }

    /// Runs the action before each manifest is read, for example to count the reads or to let time
    /// pass. It replaces an earlier action.
    public void beforeManifest(Runnable action) {
        beforeManifest = action;
    }

    /// Removes all files and manifests, as a lifecycle rule does with old ones.
    public void expire() {
        files.clear();
        manifests.clear();
    }

    /// The keys of all files, also of those whose execution does not count.
    public Set<String> keys() {
        return Set.copyOf(files.keySet());
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
