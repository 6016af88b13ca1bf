package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The outputs of one execution of a task.
///
/// Threads of the task may write different outputs in parallel. [#close] removes the outputs that
/// are still open.
final class ExecutionOutputs implements Outputs.Writer, AutoCloseable {
    private final OutputStore store;
    private final Job job;
    private final int task;
    private final OutputToken token;
    private final EarlierOutputs earlierOutputs;
    private final Map<String, OutputFile> files = new LinkedHashMap<>();
    private final Map<String, Outputs.Output> adopted = new LinkedHashMap<>();

    ExecutionOutputs(OutputStore store, Job job, int task, OutputToken token) {
        this.store = store;
        this.job = job;
        this.task = task;
        this.token = token;
        this.earlierOutputs = new EarlierOutputs(store, job, task);
    }

    @Override
    public synchronized OutputStream create(String name) throws IOException {
        Outputs.checkName(name);
        checkIsNew(name);
        Outputs.Output named = described(name, 0, "");
        var file = new OutputFile(name, store.create(Keys.outputKey(job, named)));
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
        return earlierOutputs.without(this::isOwn);
    }

    private synchronized boolean isOwn(Outputs.Output output) {
        return files.containsKey(output.name()) && output.token().equals(token.text());
    }

    // The file is read outside of the lock, so that other threads can start outputs at the same
    // time.
    @Override
    public void adopt(Outputs.Output output) throws IOException {
        earlierOutputs.check(output);
        synchronized (this) {
            checkIsNew(output.name());
            adopted.put(output.name(), output);
        }
    }

    /// The outputs that this execution wrote, and those that it adopted.
    ///
    /// @throws PermanentFailureException if the task did not close one of its outputs
    synchronized List<Outputs.Output> complete() {
        return Stream.concat(
                        files.values().stream().map(OutputFile::output), adopted.values().stream())
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        for (OutputFile file : files.values()) {
            file.writer.close();
        }
    }

    private Outputs.Output described(String name, long bytes, String sha256) {
        return new Outputs.Output(job.round().number(), task, token.text(), name, bytes, sha256);
    }

    /// The stream to which the task writes an output. Closing it completes the output.
    private final class OutputFile extends OutputStream {
        private final String name;
        private final OutputWriter writer;
        private Optional<Fingerprint> complete = Optional.empty();

        OutputFile(String name, OutputWriter writer) {
            this.name = name;
            this.writer = writer;
        }

        @Override
        public void write(int value) throws IOException {
            writer.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            writer.write(bytes, offset, count);
        }

        // After a failed write the writer refuses to complete the file.
        @Override
        public void close() throws IOException {
            if (complete.isEmpty()) {
                complete = Optional.of(writer.complete());
            }
        }

        Outputs.Output output() {
            Fingerprint file =
                    complete.orElseThrow(() ->
                            new PermanentFailureException(
                                    "the task returned before it closed its output \"%s\""
                                            .formatted(name)));
            return described(name, file.length(), file.sha256());
        }
    }
}
