package dev.fanfold.testing;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The outputs of a round in memory. Several threads may use it.
///
/// The outputs of a task are those of its last execution that returned.
final class PlainOutputs implements Outputs {
    private final int round;
    private final TreeMap<Integer, Map<String, byte[]>> byTask = new TreeMap<>();

    PlainOutputs(int round) {
        this.round = round;
    }

    /// The outputs that one execution of a task writes.
    static final class Execution implements Outputs.Writer {
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, Boolean> open = new TreeMap<>();

        @Override
        public synchronized OutputStream create(String name) {
            if (open.containsKey(name)) {
                throw new PermanentFailureException(
                        "the task wrote an output \"%s\" before: give each output its own name"
                                .formatted(name));
            }
            open.put(name, true);
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed(name, toByteArray());
                }
            };
        }

        private synchronized void closed(String name, byte[] bytes) {
            open.put(name, false);
            files.putIfAbsent(name, bytes);
        }

        private synchronized Map<String, byte[]> files() {
            open.forEach((name, isOpen) -> {
                if (isOpen) {
                    throw new PermanentFailureException(
                            "the task returned before it closed its output \"%s\"".formatted(name));
                }
            });
            return Map.copyOf(files);
        }
    }

    /// Counts the outputs of an execution that returned.
    ///
    /// @throws PermanentFailureException if an output is open
    synchronized void count(int task, Execution execution) {
        byTask.put(task, new TreeMap<>(execution.files()));
    }

    @Override
    public synchronized Stream<Output> all() {
        return byTask.entrySet().stream()
                .flatMap(task ->
                        task.getValue().entrySet().stream()
                                .map(file -> output(task.getKey(), file)))
                .toList()
                .stream();
    }

    private Output output(int task, Map.Entry<String, byte[]> file) {
        byte[] bytes = file.getValue();
        return new Output(round, task, "0".repeat(16), file.getKey(), bytes.length, hash(bytes));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public synchronized InputStream open(Output output) throws IOException {
        Map<String, byte[]> files = byTask.getOrDefault(output.task(), Map.of());
        if (!files.containsKey(output.name())) {
            throw new IOException("there is no output " + output);
        }
        return new ByteArrayInputStream(Objects.requireNonNull(files.get(output.name())));
    }
}
