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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Somebody's workload under every fault there is, but for those that lie in what is asked for, in
/// a test:
///
/// ```java
/// @Test void primesAreRightWhateverHappens() {
///     WorkloadTest.of(new Primes(), Path.of("template.yaml")).set("below", "20000").seeds(1, 500);
/// }
/// ```
///
/// Each seed is a run with faults of its own, and every answer is compared with that of a plain
/// program that does task after task.
public final class WorkloadTest {
    private static final int FEWEST = 5;
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
    /// @throws IllegalArgumentException when that is no seed, or the job has so few tasks that
    ///   nothing is shown
    public void seeds(long first, long count) {
        if (first < 0 || count < 1 || first > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException(count + " seeds from " + first + " on are none");
        }
        Proof proof = proof();
        var most = new AtomicLong();
        Proof.Total total =
                proof.run(
                        first,
                        first + count,
                        run -> most.accumulateAndGet(run.tasks(), Math::max),
                        () -> false);
        if (!total.violations().isEmpty()) {
            Run small = proof.smallest(Scenario.of(total.violations().getFirst()));
            throw new AssertionError(new Story(small).text());
        }
        if (most.get() < FEWEST) {
            throw new IllegalArgumentException(
                    ("a job of %d tasks shows little: there is no order for merge to mind."
                                    + " Set a smaller slice, or a larger input, for %d at least")
                            .formatted(most.get(), FEWEST));
        }
    }

    /// Runs one scenario, as the line of an earlier failure says it.
    ///
    /// @throws AssertionError when it still fails, with its whole history
    /// @throws IllegalArgumentException naming what cannot be read
    public void scenario(String line) {
        Run run = proof().run(Scenario.parse(line), true);
        if (run.violation().isPresent()) {
            throw new AssertionError(new Story(run).whole());
        }
    }

    private Proof proof() {
        var options = new JobOptions(Tolerance.NONE, pack, slice, 10, Duration.ofDays(14));
        var ask = new Ask(workload.definition().name(), settings, options, input, false);
        return new Proof(application, List.of(workload), List.of(ask));
    }
}
