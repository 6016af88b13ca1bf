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
/// - The plan is deterministic and tiles the input: each unit lies in exactly one slice.
/// - Every task of a valid input returns a result or rejects the input.
/// - Two runs return the same bytes, except for members that are declared as measured.
/// - Partial results survive the codec and stay within the size limit.
/// - Merge is commutative and associative, has an identity, and does not change its right side. All
///   of this holds bit for bit.
/// - Every cut of an input, down to slices of a few bytes, has one answer.
/// - The answer is one JSON document.
/// - If a redrive starts a further round, it starts the same round from equal totals, and does not
///   change the total.
///
/// Each law is checked on every input that was set, on selections of its lines, and on inputs
/// generated from seeds. A failure names the law, with the smallest input or settings that were
/// found to break it.
///
/// The laws hold in each round of a job, also in those that redrives start. The first 5 rounds are
/// checked.
///
/// The first job is run again at the end, at least a second after the start. Therefore the checks
/// detect an answer that contains the time of day in seconds. They cannot detect a date.
public final class WorkloadLaws {
    /// The default limit of an encoded partial result.
    ///
    /// If the encoded results of a worker's invocation have this number of bytes, the worker starts
    /// no further task.
    public static final long MAX_PARTIAL_BYTES = 96L << 20;

    private final Workload<?> workload;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();
    private Map<String, ?> resources = Map.of();
    private @Nullable Function<RandomGenerator, byte[]> generator;
    private @Nullable Function<RandomGenerator, Map<String, String>> settingsGenerator;
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

    /// Sets a setting of the workload.
    public WorkloadLaws set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Adds settings that are generated from each seed. They replace settings of the same names.
    public WorkloadLaws settings(Function<RandomGenerator, Map<String, String>> generate) {
        settingsGenerator = generate;
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

    /// Adds valid inputs that are generated from seeds. Small inputs find more defects than large
    /// ones.
    public WorkloadLaws inputs(Function<RandomGenerator, byte[]> generate) {
        generator = generate;
        return this;
    }

    /// Sets the resources of the work, in the form of [Resources#of].
    public WorkloadLaws resources(Map<String, ?> values) {
        resources = Map.copyOf(values);
        return this;
    }

    /// Runs a fake of an external service while the laws are checked.
    ///
    /// The fake's settings and resources are added to those of this object, and replace those of
    /// the same names.
    public WorkloadLaws against(Callable<? extends ServiceFake> starter) {
        fake = starter;
        return this;
    }

    /// Declares members of the answer's JSON as measured, for example times and attempts. Their
    /// values (texts, numbers, booleans, null) may differ between runs. Partial results may then
    /// differ too, so the partial results of two runs are not compared.
    public WorkloadLaws measured(String... members) {
        measured.addAll(List.of(members));
        return this;
    }

    /// Sets the maximum size of an encoded partial result, in bytes. The default is
    /// [#MAX_PARTIAL_BYTES].
    ///
    /// A partial result of up to 102,400 bytes is stored in its report. A larger one needs an S3
    /// object.
    public WorkloadLaws maxPartial(long bytes) {
        maxPartial = bytes;
        return this;
    }

    /// Sets the seeds from which inputs and settings are generated. The defaults are the 20 seeds
    /// from 1 on.
    ///
    /// @param from the first seed
    /// @param seeds the number of seeds
    public WorkloadLaws seeds(long from, int seeds) {
        first = from;
        count = seeds;
        return this;
    }

    /// Checks all laws.
    ///
    /// @throws AssertionError if a law is broken; it names the law, with an example
    /// @throws IllegalArgumentException if the job has fewer than two tasks, if its input is
    ///   missing, or if an input is set although the workload reads none
    public void check() {
        if (fake == null) {
            check(Map.of(), resources);
            return;
        }
        try (ServiceFake running = start(fake)) {
            var merged = new TreeMap<String, Object>(resources);
            merged.putAll(running.resources());
            check(running.settings(), merged);
        }
    }

    private static ServiceFake start(Callable<? extends ServiceFake> starter) {
        try {
            return starter.call();
        } catch (Exception e) {
            throw new IllegalStateException("the fake cannot be started: " + e.getMessage(), e);
        }
    }

    private void check(Map<String, String> addedSettings, Map<String, ?> values) {
        var merged = new TreeMap<>(settings);
        merged.putAll(addedSettings);
        var examples =
                new Examples(
                                new Draft(workload, merged, null),
                                inputs,
                                generator,
                                settingsGenerator)
                        .seeds(first, count);
        Resources allResources = Resources.of(values);
        new Examination<>(
                        new LawCheck<>(
                                workload, allResources, new MeasuredMembers(measured), maxPartial),
                        workload.definition().name())
                .check(examples);
    }
}
