package dev.fanfold.testing;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Checks the laws of a workload, without a cloud and without faults:
///
/// ```java
/// @Test void primesKeepTheLaws() {
///     WorkloadLaws.of(new Primes()).set("below", "20000").check();
/// }
///
/// @Test void wordsKeepTheLaws() {
///     WorkloadLaws.of(new WordCount()).input(TEXT).inputs(random -> text(random)).check();
/// }
/// ```
///
/// - The plan is deterministic and tiles the input.
/// - Every task of a valid input returns a result or rejects the input.
/// - Two runs return the same bytes, except for members that are declared as measured.
/// - Partial results survive the codec and stay within the size limit.
/// - Merge is commutative and associative, has an identity, and does not change its right side. All
///   of this holds bit for bit.
/// - Every cut of an input, down to slices of a few bytes, has one answer.
/// - The answer is one JSON document.
///
/// Each law is checked on every given input, on selections of its lines, and on inputs generated
/// from seeds. A failure names the law and shows the smallest input or settings found that break
/// it.
///
/// A time in an answer is detected if it changes within a second; a date is not.
public final class WorkloadLaws {
    /// The limit of a partial result: a worker with this many bytes of encoded results starts no
    /// further task.
    public static final long MAX_PARTIAL_BYTES = 96L << 20;

    private final Workload<?> workload;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();
    private Map<String, ?> resources = Map.of();
    private @Nullable Function<RandomGenerator, byte[]> generator;
    private @Nullable Function<RandomGenerator, Map<String, String>> choice;
    private @Nullable Callable<? extends ServiceFake> fake;
    private long maxPartial = MAX_PARTIAL_BYTES;
    private long first = 1;
    private int count = 20;

    private WorkloadLaws(Workload<?> workload) {
        this.workload = workload;
    }

    /// The laws of this workload.
    public static WorkloadLaws of(Workload<?> workload) {
        return new WorkloadLaws(workload);
    }

    /// Sets a setting.
    public WorkloadLaws set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Adds settings generated from a seed.
    public WorkloadLaws settings(Function<RandomGenerator, Map<String, String>> made) {
        choice = made;
        return this;
    }

    /// Adds this text as a valid input.
    public WorkloadLaws input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds these bytes as a valid input.
    public WorkloadLaws input(byte[] bytes) {
        inputs.add(bytes.clone());
        return this;
    }

    /// Adds valid inputs generated from seeds. Small inputs find more than large ones.
    public WorkloadLaws inputs(Function<RandomGenerator, byte[]> made) {
        generator = made;
        return this;
    }

    /// Sets the resources of the work, in the form of [Resources#of].
    public WorkloadLaws resources(Map<String, ?> given) {
        resources = Map.copyOf(given);
        return this;
    }

    /// Uses a fake of an external service. It is started before the laws are checked and closed
    /// afterwards. Its settings and resources are added to those given here.
    public WorkloadLaws against(Callable<? extends ServiceFake> start) {
        fake = start;
        return this;
    }

    /// Declares members of the answer's JSON as measured, for example times and attempts. Their
    /// values (texts, numbers, booleans) may differ between runs. Partial results may then differ
    /// too and are compared only by their answer.
    public WorkloadLaws measured(String... members) {
        measured.addAll(List.of(members));
        return this;
    }

    /// Sets a lower limit for an encoded partial result, in bytes. Up to 102,400 bytes it is stored
    /// in its report; a larger one costs an S3 object.
    public WorkloadLaws maxPartial(long bytes) {
        maxPartial = bytes;
        return this;
    }

    /// Sets the seeds: `seeds` of them, starting at `from`.
    public WorkloadLaws seeds(long from, int seeds) {
        first = from;
        count = seeds;
        return this;
    }

    /// Checks all laws.
    ///
    /// @throws AssertionError naming the broken law, with an example
    /// @throws IllegalArgumentException when the job has too few tasks, its input is missing, or
    ///   the workload reads none
    public void check() {
        if (fake == null) {
            check(Map.of(), resources);
            return;
        }
        try (ServiceFake running = started(fake)) {
            var all = new TreeMap<String, Object>(resources);
            all.putAll(running.resources());
            check(running.settings(), all);
        }
    }

    private static ServiceFake started(Callable<? extends ServiceFake> start) {
        try {
            return start.call();
        } catch (Exception e) {
            throw new IllegalStateException("the fake cannot be started: " + e.getMessage(), e);
        }
    }

    private void check(Map<String, String> added, Map<String, ?> given) {
        var all = new TreeMap<>(settings);
        all.putAll(added);
        var examples =
                new Examples(new Draft(workload, all, null), inputs, generator, choice)
                        .seeds(first, count);
        Resources opened = Resources.of(given);
        new Examination<>(
                        new LawCheck<>(workload, opened, new MeasuredMembers(measured), maxPartial),
                        workload.definition().name())
                .check(examples);
    }
}
