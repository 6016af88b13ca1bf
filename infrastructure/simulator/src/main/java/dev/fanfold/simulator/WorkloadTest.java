package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.work.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Somebody's workload under every fault there is, in a test:
///
/// ```java
/// @Test void primesAreRightWhateverHappens() {
///     WorkloadTest.of(new Primes(), Path.of("template.yaml")).set("below", "100000").seeds(1, 500);
/// }
/// ```
///
/// Each seed is a run with faults of its own, and every answer is compared with that of a plain
/// program that does task after task.
public final class WorkloadTest {
    private final Workload<?> workload;
    private final Application application;
    private final Map<String, String> settings = new TreeMap<>();
    private byte @Nullable [] input;
    private long slice;
    private int pack;

    private WorkloadTest(Workload<?> workload, Application application) {
        this.workload = workload;
        this.application = application;
    }

    /// A test of this workload.
    ///
    /// @param template the application's template, whose stacks lie beside it
    public static WorkloadTest of(Workload<?> workload, Path template) {
        return new WorkloadTest(workload, Application.of(template));
    }

    /// With a setting.
    public WorkloadTest set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Reading this text.
    public WorkloadTest input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /// With so many bytes, numbers or items in a task.
    public WorkloadTest slice(long units) {
        slice = units;
        return this;
    }

    /// With so many tasks in a message.
    public WorkloadTest pack(int tasks) {
        pack = tasks;
        return this;
    }

    /// Runs `count` seeds from `first` on.
    ///
    /// @throws AssertionError when an answer was wrong or anything else was not as promised, with
    ///   the smallest history found in which it is so
    public void seeds(long first, long count) {
        var options = new JobOptions(Tolerance.NONE, pack, slice, 10, Duration.ofDays(14));
        var ask = new Ask(workload.definition().name(), settings, options, input, false);
        var proof = new Proof(application, List.of(workload), List.of(ask));
        Proof.Total total = proof.run(first, first + count, _ -> {}, () -> false);
        if (!total.violations().isEmpty()) {
            Run small = proof.smallest(Scenario.of(total.violations().getFirst()));
            throw new AssertionError(new Story(small).text());
        }
    }
}
