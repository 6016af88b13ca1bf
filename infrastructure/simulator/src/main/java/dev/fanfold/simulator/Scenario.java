package dev.fanfold.simulator;

import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.workload.InvalidInputException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is decided about a run before it starts. The seed decides it all, unless [#parse] or a
/// method of this class changed a part.
///
/// @param max the maximum number of tasks of each job
/// @param faults the faults that may happen
/// @param keeper whether the keeper runs from the start. In one run of six it starts only when
///   nothing else can continue a job, because its repairs hide defects
/// @param slow whether the tasks of a message together may take almost the whole timeout of the
///   worker, at low concurrency. Messages then stay in flight for minutes, and the keeper must not
///   repair a job because of that
public record Scenario(long seed, int max, Set<Fault> faults, boolean keeper, boolean slow) {
    private static final double[] DENSITIES = {.1, .25, .5, .8};
    // One seed in so many has no faults, starts without a keeper, or has only harmless faults.
    private static final int FAULTLESS = 25;
    private static final int KEEPERLESS = 6;
    private static final int HARMLESS = 25;
    private static final int MAX_SLOW_TASKS = 40;

    public Scenario {
        faults = Set.copyOf(faults);
    }

    /// The scenario of this seed.
    public static Scenario of(long seed) {
        var random = new SplittableRandom(seed);
        boolean keeper = random.nextInt(KEEPERLESS) > 0;
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (random.nextInt(FAULTLESS) > 0) {
            double density = DENSITIES[random.nextInt(DENSITIES.length)];
            for (Fault fault : Fault.values()) {
                if (random.nextDouble() < density && (keeper || !fault.needsKeeper())) {
                    faults.add(fault);
                }
            }
        }
        return withPace(seed, faults, keeper);
    }

    // A separate random generator, because the first one must select the same faults for a seed as
    // it did before there was a pace.
    private static Scenario withPace(long seed, Set<Fault> faults, boolean keeper) {
        var random = new SplittableRandom(~seed);
        if (keeper && random.nextInt(HARMLESS) == 0) {
            faults.removeIf(fault -> !fault.isHarmless());
        }
        boolean slow = random.nextBoolean() && faults.stream().allMatch(Fault::isHarmless);
        return new Scenario(seed, slow ? MAX_SLOW_TASKS : Integer.MAX_VALUE, faults, keeper, slow);
    }

    /// Parses what [#text()] returns. A seed alone is the scenario of that seed. The text may start
    /// with `scenario:`, as a [Story] prints it, and may end with a remark after two blanks.
    ///
    /// @throws IllegalArgumentException naming the part that is invalid
    public static Scenario parse(String text) {
        String line = text.strip().replaceFirst("^scenario:\\s*", "").replaceFirst("\\s{2,}.*", "");
        String[] parts = line.split(" ");
        Scenario scenario = of(number(parts[0]));
        for (String part : List.of(parts).subList(1, parts.length)) {
            String value = part.substring(part.indexOf('=') + 1);
            scenario =
                    switch (part.substring(0, part.length() - value.length())) {
                        case "tasks=" -> scenario.atMost(tasks(value));
                        case "faults=" -> scenario.with(faults(value));
                        default ->
                                throw new IllegalArgumentException(
                                        "a scenario is SEED [tasks=N] [faults=NAME,...], not \""
                                                + part
                                                + "\"");
                    };
        }
        return scenario;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is wanted, not \"" + text + "\"", e);
        }
    }

    private static int tasks(String text) {
        long tasks = number(text);
        if (tasks < 1 || tasks > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "tasks= is 1 to " + Integer.MAX_VALUE + ", not " + text);
        }
        return (int) tasks;
    }

    private static Set<Fault> faults(String names) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
            faults.add(
                    Stream.of(Fault.values())
                            .filter(fault -> fault.text().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "no fault is called "
                                                    + name
                                                    + InvalidInputException.didYouMean(
                                                            name, names()))));
        }
        return faults;
    }

    private static List<String> names() {
        return Stream.of(Fault.values()).map(Fault::text).toList();
    }

    /// One line that [#parse] reads: `14 tasks=5 faults=message-twice,worker-killed`.
    public String text() {
        String tasks = max == of(seed).max() ? "" : " tasks=" + max;
        return seed
                + tasks
                + " faults="
                + Stream.of(Fault.values())
                        .filter(faults::contains)
                        .map(Fault::text)
                        .collect(Collectors.joining(","));
    }

    private Scenario with(Set<Fault> newFaults) {
        return new Scenario(seed, max, newFaults, keeper, slow);
    }

    /// The same scenario with at most so many tasks in each job.
    Scenario atMost(int tasks) {
        return new Scenario(seed, tasks, faults, keeper, slow);
    }

    /// The same scenario without this fault.
    Scenario without(Fault fault) {
        Set<Fault> fewer = new java.util.HashSet<>(faults);
        fewer.remove(fault);
        return new Scenario(seed, max, fewer, keeper, slow);
    }
}
