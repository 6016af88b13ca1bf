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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// The outputs of a round, in memory. Several threads may use it.
final class PlainOutputs {
    private static final Comparator<Stored> ORDER =
            Comparator.<Stored, String>comparing(stored -> stored.output.name())
                    .thenComparing(stored -> stored.output.token());
    private final int round;
    private final Map<Integer, List<Stored>> countedByTask = new TreeMap<>();
    private final Map<Integer, List<Execution>> executions = new TreeMap<>();

    PlainOutputs(int round) {
        this.round = round;
    }

    /// A complete output and its bytes.
    @SuppressWarnings("ArrayRecordComponent") // the record is never compared
    private record Stored(Outputs.Output output, byte[] bytes) {}

    /// The outputs of a new execution of a task.
    synchronized Execution execution(int task) {
        var execution = new Execution(task);
        executions.computeIfAbsent(task, _ -> new ArrayList<>()).add(execution);
        return execution;
    }

    // The complete outputs of all executions of a task except its own.
    private synchronized List<Stored> others(int task, Execution own) {
        return executions.getOrDefault(task, List.of()).stream()
                .filter(execution -> execution != own)
                .flatMap(execution -> execution.complete().stream())
                .sorted(ORDER)
                .toList();
    }

    /// A list of the outputs that count now. Later executions do not change the list.
    synchronized Outputs counted() {
        return new Counted(countedByTask.values().stream().flatMap(List::stream).toList());
    }

    private synchronized void put(int task, List<Stored> files) {
        countedByTask.put(task, files);
    }

    /// Writes the outputs of one execution of a task. The rules for their names are those of the
    /// engine.
    final class Execution implements Outputs.Writer {
        private final int task;
        private final String token =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        private final Map<String, PlainFile> files = new LinkedHashMap<>();
        private final Map<String, Stored> adopted = new LinkedHashMap<>();

        private Execution(int task) {
            this.task = task;
        }

        @Override
        public synchronized OutputStream create(String name) {
            Outputs.checkName(name);
            checkIsNew(name);
            var file = new PlainFile();
            files.put(name, file);
            return file;
        }

        private void checkIsNew(String name) {
            if (files.containsKey(name) || adopted.containsKey(name)) {
                throw new PermanentFailureException(
                        "the task wrote an output \"%s\" before: give each output its own name"
                                .formatted(name));
            }
        }

        @Override
        public Outputs earlier() {
            return new Counted(others(task, this));
        }

        @Override
        public void adopt(Outputs.Output output) throws IOException {
            if (output.round() != round || output.task() != task) {
                throw new PermanentFailureException(
                        "task %d of round %d cannot adopt an output of task %d of round %d: a task adopts only its own"
                                .formatted(task, round, output.task(), output.round()));
            }
            Stored stored =
                    others(task, this).stream()
                            .filter(other -> other.output.equals(output))
                            .findAny()
                            .orElseThrow(() -> new IOException("there is no output " + output));
            synchronized (this) {
                checkIsNew(output.name());
                adopted.put(output.name(), stored);
            }
        }

        private synchronized List<Stored> complete() {
            return files.entrySet().stream()
                    .filter(file -> file.getValue().isComplete)
                    .map(file -> stored(file.getKey(), file.getValue()))
                    .toList();
        }

        /// Makes the outputs of this execution the ones that count, because the task returned. They
        /// replace those of an earlier execution.
        ///
        /// @throws PermanentFailureException if an output is still open
        synchronized void count() {
            Stream<Stored> own =
                    files.entrySet().stream().map(file -> stored(file.getKey(), file.getValue()));
            put(task, Stream.concat(own, adopted.values().stream()).sorted(ORDER).toList());
        }

        private Stored stored(String name, PlainFile file) {
            if (!file.isComplete) {
                throw new PermanentFailureException(
                        "the task returned before it closed its output \"%s\"".formatted(name));
            }
            byte[] bytes = file.bytes.toByteArray();
            return new Stored(
                    new Outputs.Output(round, task, token, name, bytes.length, sha256(bytes)),
                    bytes);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The stream that the task writes.
    private static final class PlainFile extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean isComplete;

        @Override
        public void write(int value) throws IOException {
            checkOpen();
            bytes.write(value);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            checkOpen();
            bytes.write(from, offset, count);
        }

        private void checkOpen() throws IOException {
            if (isComplete) {
                throw new IOException("the output is closed");
            }
        }

        @Override
        public void close() {
            isComplete = true;
        }
    }

    private record Counted(List<Stored> files) implements Outputs {
        @Override
        public Stream<Output> all() {
            return files.stream().map(Stored::output);
        }

        @Override
        public InputStream open(Output output) throws IOException {
            return files.stream()
                    .filter(file -> file.output.equals(output))
                    .findAny()
                    .map(file -> new ByteArrayInputStream(file.bytes))
                    .orElseThrow(() ->
                            new IOException(
                                    "task %d has no output %s"
                                            .formatted(output.task(), output.name())));
        }
    }
}
