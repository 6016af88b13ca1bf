package dev.fanfold.items;

import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

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
