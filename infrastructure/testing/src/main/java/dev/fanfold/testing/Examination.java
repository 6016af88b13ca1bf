package dev.fanfold.testing;

import dev.fanfold.testing.Examples.Example;
import dev.fanfold.testing.Law.Broken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Checks a workload's laws on many jobs and reports the first broken law with a small example.
///
/// @param <P> the workload's partial result
final class Examination<P> {
    private static final Duration A_SECOND = Duration.ofMillis(1_050);
    private static final int MAX_SHRINKS = 60;
    private static final int MIN_TASKS = 2;
    private final LawCheck<P> laws;
    private final String name;
    private final long start = System.nanoTime();

    Examination(LawCheck<P> laws, String name) {
        this.laws = laws;
        this.name = name;
    }

    void check(List<Example> examples) {
        Example first = examples.getFirst();
        var before = laws.outcome(first.draft());
        for (Example example : examples) {
            laws.check(example.draft(), example.seed(), example.valid())
                    .ifPresent(broken -> fail(example, broken));
        }
        pause();
        laws.compare(before, laws.outcome(first.draft())).ifPresent(broken -> fail(first, broken));
        if (examples.stream().filter(Example::valid).allMatch(this::showsNothing)) {
            throw new IllegalArgumentException(
                    ("a job of fewer than %d tasks shows little, because merge has no order to depend on."
                                    + " Give a larger input, or settings that make more tasks")
                            .formatted(MIN_TASKS));
        }
    }

    // Waits for the next second, so that values which change once a second show.
    private void pause() {
        long left = A_SECOND.toNanos() - (System.nanoTime() - start);
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean showsNothing(Example example) {
        return laws.maxTasks(example.draft()) < MIN_TASKS;
    }

    private void fail(Example example, Broken broken) {
        Draft small =
                example.draft().input() == null
                        ? smallSettings(example, broken)
                        : smallInput(example, broken);
        String how = breaks(small, example, broken.law()).map(Broken::how).orElse(broken.how());
        throw new AssertionError(
                "%s breaks a law: %s%n  %s%n  settings: %s%s%n  seed: %d"
                        .formatted(
                                name,
                                broken.law(),
                                how,
                                new TreeMap<>(small.settings()),
                                input(small, example.draft()),
                                example.seed()));
    }

    private static String input(Draft small, Draft given) {
        byte[] input = small.input();
        String found = small.size() < given.size() ? "the smallest found, " : "";
        return input == null ? "" : "%n  input: %s%s".formatted(found, InputLines.shown(input));
    }

    private Optional<Broken> breaks(Draft draft, Example example, Law law) {
        return laws.check(draft, example.seed(), example.valid())
                .filter(found -> found.law() == law);
    }

    private Draft smallInput(Example example, Broken broken) {
        byte[] input = example.draft().input();
        return input == null
                ? example.draft()
                : example.draft()
                        .with(
                                InputLines.smallest(
                                        input,
                                        less ->
                                                breaks(
                                                                example.draft().with(less),
                                                                example,
                                                                broken.law())
                                                        .isPresent()));
    }

    // Shrinks the settings that are whole numbers: first by halves, then by smaller steps.
    private Draft smallSettings(Example example, Broken broken) {
        Draft small = example.draft();
        int tries = 0;
        for (String setting : small.settings().keySet()) {
            for (long step = number(small, setting) / 2; step > 0 && tries < MAX_SHRINKS; tries++) {
                long less = number(small, setting) - step;
                var settings = new TreeMap<>(small.settings());
                settings.put(setting, Long.toString(less));
                boolean still =
                        less > 0 && breaks(small.with(settings), example, broken.law()).isPresent();
                small = still ? small.with(settings) : small;
                step = still ? Math.min(step, number(small, setting) / 2) : step / 2;
            }
        }
        return small;
    }

    private static long number(Draft draft, String setting) {
        String value = draft.settings().getOrDefault(setting, "");
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }
}
