package dev.fanfold.simulator.check;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Outputs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The outputs of a round as a plain program writes them: each task's once, in memory.
///
/// @param byTask the files of each task by name
record PlainOutputs(int round, TreeMap<Integer, TreeMap<String, byte[]>> byTask)
        implements Outputs {
    PlainOutputs(int round) {
        this(round, new TreeMap<>());
    }

    /// Writes the outputs of a task.
    Outputs.Writer writer(int task) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        byTask.put(task, files);
        return name -> new File(name, files);
    }

    /// The outputs of these tasks.
    PlainOutputs of(TaskSet tasks) {
        var some = new TreeMap<Integer, TreeMap<String, byte[]>>();
        byTask.forEach((task, files) -> {
            if (tasks.holds(task)) {
                some.put(task, files);
            }
        });
        return new PlainOutputs(round, some);
    }

    OutputCount count() {
        return new OutputCount(all().count(), all().mapToLong(Output::bytes).sum());
    }

    @Override
    public Stream<Output> all() {
        return byTask.entrySet().stream()
                .flatMap(task ->
                        task.getValue().entrySet().stream()
                                .map(file -> output(task.getKey(), file)));
    }

    private Output output(int task, Map.Entry<String, byte[]> file) {
        byte[] bytes = file.getValue();
        return new Output(round, task, "", file.getKey(), bytes.length, Results.hash(bytes));
    }

    @Override
    public InputStream open(Output output) {
        return new ByteArrayInputStream(
                requireNonNull(requireNonNull(byTask.get(output.task())).get(output.name())));
    }

    private static final class File extends ByteArrayOutputStream {
        private final String name;
        private final Map<String, byte[]> files;

        File(String name, Map<String, byte[]> files) {
            this.name = name;
            this.files = files;
        }

        @Override
        public void close() {
            files.put(name, toByteArray());
        }
    }
}
