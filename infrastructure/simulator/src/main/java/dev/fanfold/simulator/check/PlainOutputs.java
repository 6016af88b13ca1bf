package dev.fanfold.simulator.check;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Outputs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The outputs of a round, in memory. The plain program runs each task once, so no output has a
/// second version.
///
/// @param byTask the outputs of each task by name
record PlainOutputs(int round, TreeMap<Integer, TreeMap<String, Stored>> byTask)
        implements Outputs {
    PlainOutputs(int round) {
        this(round, new TreeMap<>());
    }

    /// A complete output and its bytes.
    @SuppressWarnings("ArrayRecordComponent") // the record is never compared
    record Stored(Output output, byte[] bytes) {}

    /// Writes the outputs of a task.
    Outputs.Writer writer(int task) {
        TreeMap<String, Stored> files = new TreeMap<>();
        byTask.put(task, files);
        return name ->
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        byte[] bytes = toByteArray();
                        String hash = Results.hash(bytes);
                        var output = new Output(round, task, "", name, bytes.length, hash);
                        files.put(name, new Stored(output, bytes));
                    }
                };
    }

    /// The outputs of these tasks.
    PlainOutputs of(TaskSet tasks) {
        var some = new TreeMap<Integer, TreeMap<String, Stored>>();
        byTask.forEach((task, files) -> {
            if (tasks.holds(task)) {
                some.put(task, files);
            }
        });
        return new PlainOutputs(round, some);
    }

    /// The number and size of the outputs that a ledger counts, which are those that are not
    /// hidden.
    OutputCount count() {
        List<Output> counted = all().filter(output -> !output.isHidden()).toList();
        return new OutputCount(counted.size(), counted.stream().mapToLong(Output::bytes).sum());
    }

    @Override
    public Stream<Output> all() {
        return byTask.values().stream()
                .flatMap(files -> files.values().stream())
                .map(Stored::output);
    }

    @Override
    public InputStream open(Output output) {
        TreeMap<String, Stored> files = requireNonNull(byTask.get(output.task()));
        return new ByteArrayInputStream(requireNonNull(files.get(output.name())).bytes());
    }
}
