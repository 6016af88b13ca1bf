package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The outputs of one execution of a task.
///
/// Threads of the task may write different outputs in parallel. If this is closed while outputs are
/// open, they are removed.
final class ExecutionOutputs implements Outputs.Writer, AutoCloseable {
    private final OutputStore store;
    private final Job job;
    private final int task;
    private final OutputToken token;
    private final Map<String, OutputFile> files = new LinkedHashMap<>();

    ExecutionOutputs(OutputStore store, Job job, int task, OutputToken token) {
        this.store = store;
        this.job = job;
        this.task = task;
        this.token = token;
    }

    @Override
    public synchronized OutputStream create(String name) throws IOException {
        if (!isName(name)) {
            throw new PermanentFailureException(
                    "an output's name has 1 to %d bytes of UTF-8 without slashes and control characters, and is not \"%s\""
                            .formatted(Task.MAX_OUTPUT_NAME, name));
        }
        if (files.containsKey(name)) {
            throw new PermanentFailureException(
                    "the task wrote an output \"%s\" before: give each output its own name"
                            .formatted(name));
        }
        Outputs.Output named = described(name, 0, "");
        var file = new OutputFile(name, store.create(Keys.outputKey(job, named)));
        files.put(name, file);
        return file;
    }

    private static boolean isName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        return length > 0
                && length <= Task.MAX_OUTPUT_NAME
                && !name.equals(".")
                && !name.equals("..")
                && name.chars()
                        .noneMatch(one -> one == '/' || one == '\\' || Character.isISOControl(one))
                // A lone half of a surrogate pair is no character.
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /// The outputs, all of which are closed.
    ///
    /// @throws PermanentFailureException if one is still open
    synchronized List<Outputs.Output> complete() {
        return files.values().stream().map(OutputFile::output).toList();
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

    /// The stream that the task writes. Its end completes the output.
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
