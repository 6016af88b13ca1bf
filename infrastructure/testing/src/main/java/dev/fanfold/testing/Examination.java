package dev.fanfold.testing;

import dev.fanfold.testing.Examples.Example;
import dev.fanfold.testing.Law.Broken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Checks a workload's laws on many jobs. It fails with the first broken law and a small example.
///
/// @param <P> the workload's partial result
final class Examination<P> {
    /// A little more than a second, so that clocks that count seconds have moved on.
    private static final Duration CLOCK_STEP = Duration.ofMillis(1_050);

    /// The maximum number of smaller settings that are tried.
    private static final int MAX_SHRINKS = 60;

    private static final int MIN_TASKS = 2;
    private final LawCheck<P> laws;
    private final String name;
    private final long start = System.nanoTime();

    Examination(LawCheck<P> laws, String name) {
        this.laws = laws;
        this.name = name;
    }

    /// Checks all examples, and runs the first one again at the end.
    ///
    /// @throws AssertionError if a law is broken
    /// @throws IllegalArgumentException if no valid example has enough tasks
    void check(List<Example> examples) {
        Example first = examples.getFirst();
        var before = laws.outcome(first.draft());
        for (Example example : examples) {
            laws.check(example.draft(), example.seed(), example.valid())
                    .ifPresent(broken -> fail(example, broken));
        }
        awaitNextSecond();
        laws.compare(before, laws.outcome(first.draft())).ifPresent(broken -> fail(first, broken));
        if (examples.stream().filter(Example::valid).allMatch(this::hasTooFewTasks)) {
            throw new IllegalArgumentException(
                    ("a job of fewer than %d tasks shows little, because merge has no order to depend on."
                                    + " Give a larger input, or settings that make more tasks")
                            .formatted(MIN_TASKS));
        }
    }

    // Waits until the examination has taken a second, to detect answers that contain the time in
    // seconds.
    private void awaitNextSecond() {
        long remaining = CLOCK_STEP.toNanos() - (System.nanoTime() - start);
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, remaining)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasTooFewTasks(Example example) {
        return laws.maxTasks(example.draft()) < MIN_TASKS;
    }

    private void fail(Example example, Broken broken) {
        Draft smallest =
                example.draft().input() == null
                        ? smallSettings(example, broken)
                        : smallInput(example, broken);
        String description =
                breaking(smallest, example, broken.law()).map(Broken::how).orElse(broken.how());
        throw new AssertionError(
                "%s breaks a law: %s%n  %s%n  settings: %s%s%n  seed: %d"
                        .formatted(
                                name,
                                broken.law(),
                                description,
                                new TreeMap<>(smallest.settings()),
                                input(smallest, example.draft()),
                                example.seed()));
    }

    private static String input(Draft smallest, Draft original) {
        byte[] input = smallest.input();
        String found = smallest.size() < original.size() ? "the smallest found, " : "";
        return input == null ? "" : "%n  input: %s%s".formatted(found, InputLines.shortened(input));
    }

    private Optional<Broken> breaking(Draft draft, Example example, Law law) {
        return laws.check(draft, example.seed(), example.valid())
                .filter(other -> other.law() == law);
    }

    private Draft smallInput(Example example, Broken broken) {
        byte[] input = example.draft().input();
        return input == null
                ? example.draft()
                : example.draft()
                        .with(
                                InputLines.smallest(
                                        input,
                                        candidate ->
                                                breaking(
                                                                example.draft().with(candidate),
                                                                example,
                                                                broken.law())
                                                        .isPresent()));
    }

    // Makes whole numbers in the settings smaller: first by halves, then by smaller steps.
    private Draft smallSettings(Example example, Broken broken) {
        Draft smallest = example.draft();
        int attempts = 0;
        for (String setting : smallest.settings().keySet()) {
            for (long step = number(smallest, setting) / 2;
                    step > 0 && attempts < MAX_SHRINKS;
                    attempts++) {
                long less = number(smallest, setting) - step;
                var settings = new TreeMap<>(smallest.settings());
                settings.put(setting, Long.toString(less));
                boolean stillBroken =
                        less > 0
                                && breaking(smallest.with(settings), example, broken.law())
                                        .isPresent();
                smallest = stillBroken ? smallest.with(settings) : smallest;
                step = stillBroken ? Math.min(step, number(smallest, setting) / 2) : step / 2;
            }
        }
        return smallest;
    }

    private static long number(Draft draft, String setting) {
        String value = draft.settings().getOrDefault(setting, "");
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }
}
