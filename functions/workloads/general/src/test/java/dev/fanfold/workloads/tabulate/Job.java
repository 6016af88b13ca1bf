package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work.Finished;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A job of `tabulate` over bytes in memory, which a test plans and runs without the engine.
final class Job {
    private static final Tabulate TABULATE = new Tabulate();
    final Plan plan;
    private final JobSettings settings;
    private final Source source;
    // What each task wrote when it ran last.
    private final TreeMap<Integer, ByteArrayOutputStream> rejects = new TreeMap<>();

    Job(String text, long slice, Map<String, String> settings) {
        this("data.txt", text.getBytes(StandardCharsets.UTF_8), slice, settings);
    }

    Job(String name, byte[] bytes, long slice, Map<String, String> jobSettings) {
        settings = JobSettings.of(new TreeMap<>(jobSettings));
        var pin = new Pin(URI.create("file:/" + name), "", "1", bytes.length);
        source = new InMemory(pin, bytes);
        try {
            plan = TABULATE.plan(new Planning(settings, slice, 100, pin, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TaskResult<Tabulation> work(int task) {
        try {
            return TABULATE.work(
                    new Task(
                            "0".repeat(32),
                            Round.FIRST,
                            task,
                            1,
                            plan,
                            settings,
                            source,
                            () -> Path.of(""),
                            name -> rejects(task, name),
                            _ -> Outputs.NONE,
                            () -> Duration.ofMinutes(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OutputStream rejects(int task, String name) {
        assertThat(name).isEqualTo(Task.REJECTS);
        var out = new ByteArrayOutputStream();
        rejects.put(task, out);
        return out;
    }

    /// The lines of the rejections of all tasks that have run, in the order of the tasks.
    List<String> rejections() {
        return rejects.values().stream()
                .flatMap(output -> output.toString(StandardCharsets.UTF_8).lines())
                .toList();
    }

    List<TaskResult<Tabulation>> workAll() {
        return IntStream.range(0, plan.tasks()).mapToObj(this::work).toList();
    }

    Tabulation total() {
        return workAll().stream()
                .map(TaskResult::partial)
                .reduce(Tabulation.EMPTY, Tabulation::merge);
    }

    String json(Tabulation total) {
        return switch (TABULATE.finish(total, Finishing.complete(settings, plan))) {
            case Finished.Done done -> done.result();
            case Finished.Next next -> throw new AssertionError("a further round: " + next);
        };
    }

    String json() {
        return json(total());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record InMemory(Pin input, byte[] bytes) implements Source {
        @Override
        public String scheme() {
            return "file";
        }

        @Override
        public Pin pin(URI uri) {
            return input;
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }
    }
}
