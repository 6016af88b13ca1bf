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

/// Checks a workload before it costs money, without a cloud and without faults:
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
/// - Every task of a valid input ends with a result, or says that the input is at fault.
/// - Two runs give the same bytes, but for what is declared as measured.
/// - Partial results survive the codec and stay within the limit.
/// - Merge is commutative and associative and has an identity, bit for bit, and does not change its
///   right side.
/// - Every cut of an input, down to slices of a few bytes, has one answer.
/// - The answer is one JSON document.
///
/// Each law is checked on every input given, on some of the lines of each, and on inputs that are
/// made from seeds. A failure names the law and shows the smallest input or settings found that
/// break it.
///
/// A time in an answer is noticed if it changes within a second; a date is not.
public final class WorkloadLaws {
    /// A worker collects this many bytes of encoded results before it starts no further task.
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

    /// With a setting.
    public WorkloadLaws set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// With settings made from a seed, beside those that are set.
    public WorkloadLaws settings(Function<RandomGenerator, Map<String, String>> made) {
        choice = made;
        return this;
    }

    /// On this text, a valid input.
    public WorkloadLaws input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /// On these bytes, a valid input.
    public WorkloadLaws input(byte[] bytes) {
        inputs.add(bytes.clone());
        return this;
    }

    /// On valid inputs made from a seed. Small ones find more than large ones.
    public WorkloadLaws inputs(Function<RandomGenerator, byte[]> made) {
        generator = made;
        return this;
    }

    /// With resources for its working half, as [Resources#of] takes them.
    public WorkloadLaws resources(Map<String, ?> given) {
        resources = Map.copyOf(given);
        return this;
    }

    /// Against a fake of an outside service, which is started before the laws are checked and
    /// closed afterwards. What it says of settings and resources is added.
    public WorkloadLaws against(Callable<? extends ServiceFake> start) {
        fake = start;
        return this;
    }

    /// Members of the answer's JSON that measure something, such as times and attempts: their
    /// values (texts, numbers, booleans) may differ from run to run, and so may partial results,
    /// which then are compared by their answer only.
    public WorkloadLaws measured(String... members) {
        measured.addAll(List.of(members));
        return this;
    }

    /// With a lower limit for an encoded partial result, in bytes. Up to 102,400 it stays in its
    /// report; a larger one costs an S3 object.
    public WorkloadLaws maxPartial(long bytes) {
        maxPartial = bytes;
        return this;
    }

    /// With `seeds` seeds from `from` on.
    public WorkloadLaws seeds(long from, int seeds) {
        first = from;
        count = seeds;
        return this;
    }

    /// Checks all laws.
    ///
    /// @throws AssertionError naming the law that is broken, with an example
    /// @throws IllegalArgumentException when the job shows nothing, or an input is missing or not
    ///   asked for
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
