package dev.fanfold.workloads.tabulate;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One job of `tabulate` over bytes in memory, planned and run without an engine.
final class Job {
    private static final Tabulate TABULATE = new Tabulate();
    final Plan plan;
    private final JobSettings settings;
    private final Source source;

    Job(String text, long slice, Map<String, String> settings) {
        this("data.txt", text.getBytes(StandardCharsets.UTF_8), slice, settings);
    }

    Job(String name, byte[] bytes, long slice, Map<String, String> told) {
        settings = JobSettings.of(new TreeMap<>(told));
        var pin = new Pin(URI.create("file:/" + name), "", "1", bytes.length);
        source = new InMemory(pin, bytes);
        var options =
                new JobOptions(
                        Tolerance.NONE,
                        JobOptions.DEFAULT_REJECT,
                        0,
                        slice,
                        100,
                        Duration.ofDays(1));
        try {
            plan = TABULATE.plan(new Planning(settings, options, pin, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Worked<Tabulation> work(int task) {
        try {
            return TABULATE.work(
                    new Task(
                            new JobId("0".repeat(32)),
                            task,
                            1,
                            plan,
                            settings,
                            source,
                            () -> Path.of("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Worked<Tabulation>> workAll() {
        return IntStream.range(0, plan.tasks()).mapToObj(this::work).toList();
    }

    Tabulation total() {
        return workAll().stream().map(Worked::partial).reduce(Tabulation.EMPTY, Tabulation::merge);
    }

    String json(Tabulation total) {
        return TABULATE.finish(total, new Finishing(settings, plan, TaskSet.NONE));
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
