package dev.fanfold.items;

import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Tasks for tests.
final class Tasks {
    private Tasks() {}

    /// A task with this time left.
    static Task withTimeLeft(Supplier<Duration> left, String retries, String backoff) {
        return task(
                JobSettings.of(Map.of("retries", retries, "backoff", backoff)),
                Outputs.Writer.DISCARDING,
                left);
    }

    /// A task that writes its outputs into this map.
    static Task writingTo(Map<String, String> outputs) {
        return task(
                JobSettings.of(Map.of()),
                name -> {
                    Outputs.checkName(name);
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            outputs.put(name, toString(StandardCharsets.UTF_8));
                        }
                    };
                },
                () -> Duration.ofMinutes(1));
    }

    /// The task of a further round, over all buckets.
    ///
    /// @param outputs receives its outputs
    /// @param previous the outputs of the previous round
    static Task again(
            Map<String, String> outputs, Map<String, String> previous, Supplier<Duration> left) {
        Task task = writingTo(outputs);
        return new Task(
                task.job(),
                new Round(1, new Phase.Again(JobCounts.of(10), 3, new TreeMap<>()).input()),
                0,
                1,
                Plan.numbers(0, PendingItem.BUCKETS, PendingItem.BUCKETS),
                task.settings(),
                task.source(),
                task.scratch(),
                task.writer(),
                _ -> new TextOutputs(previous),
                left);
    }

    /// The task with other settings.
    static Task with(Task task, Map<String, String> settings) {
        return new Task(
                task.job(),
                task.round(),
                task.index(),
                task.attempt(),
                task.plan(),
                JobSettings.of(settings),
                task.source(),
                task.scratch(),
                task.writer(),
                task.counted(),
                task.left());
    }

    /// The task of the last round.
    ///
    /// @param outputs receives its outputs
    /// @param rounds the outputs of the rounds before, by name
    static Task merging(Map<String, String> outputs, List<Map<String, String>> rounds) {
        Task task = writingTo(outputs);
        return new Task(
                task.job(),
                new Round(
                        rounds.size(), new Phase.Merge(JobCounts.of(10), new TreeMap<>()).input()),
                0,
                1,
                Plan.numbers(0, 1, 1),
                task.settings(),
                task.source(),
                task.scratch(),
                task.writer(),
                round -> new TextOutputs(rounds.get(round)),
                task.left());
    }

    /// The outputs of one task, by name.
    private record TextOutputs(Map<String, String> texts) implements Outputs {
        @Override
        public Stream<Output> all() {
            return texts.entrySet().stream()
                    .map(text -> new Output(0, 0, "", text.getKey(), text.getValue().length(), ""));
        }

        @Override
        public InputStream open(Output output) {
            byte[] text = texts.getOrDefault(output.name(), "").getBytes(StandardCharsets.UTF_8);
            return new ByteArrayInputStream(text);
        }
    }

    private static Task task(JobSettings settings, Outputs.Writer writer, Supplier<Duration> left) {
        return new Task(
                "0".repeat(32),
                Round.FIRST,
                0,
                1,
                Plan.numbers(0, 1, 1),
                settings,
                new NoSource(),
                () -> Path.of("none"),
                writer,
                _ -> Outputs.NONE,
                left);
    }

    private record NoSource() implements Source {
        @Override
        public String scheme() {
            return "none";
        }

        @Override
        public Pin pin(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            throw new UnsupportedOperationException();
        }
    }
}
