package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.simulator.work.Sums;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A job that is asked for in a run.
///
/// @param input what it reads, null when it reads none
/// @param uploaded whether an upload asks for it, not a request
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Ask(
        String workload,
        Map<String, String> settings,
        JobOptions options,
        byte @Nullable [] input,
        boolean uploaded) {
    private static final int[] SIZES = {20, 80, 300, 1_000};
    private static final int FEW_MESSAGES = 30;
    // Enough for a dispatcher to write its cursor several times.
    private static final int MANY_MESSAGES = 250;
    private static final int[] PACKS = {0, 1, 2, 5, 10, 50};
    private static final int[] LOADS = {600, 5_000, 60_000, 120_000};
    private static final List<String> TOLERANCES = List.of("0", "0", "1", "3", "10%");
    private static final Duration LONG = Duration.ofDays(14);

    /// The jobs of a run.
    ///
    /// @param most tasks in each
    static List<Ask> random(RandomGenerator random, int most, boolean large, boolean hurried) {
        int jobs = random.nextInt(10) < 7 ? 1 : 1 + random.nextInt(3);
        var asks = new ArrayList<Ask>();
        for (int i = 0; i < jobs; i++) {
            asks.add(
                    random.nextInt(4) == 0
                            ? lines(random, most, hurried)
                            : sums(random, most, large, hurried, i));
        }
        return asks;
    }

    private static Ask sums(
            RandomGenerator random, int most, boolean large, boolean hurried, int number) {
        int load = large ? LOADS[random.nextInt(LOADS.length)] : 0;
        int limit = load == 0 ? SIZES[random.nextInt(SIZES.length)] : load > 5_000 ? 10 : 40;
        int tasks = random.nextInt(20) == 0 ? random.nextInt(2) : 2 + random.nextInt(limit);
        Map<String, String> settings =
                Map.of(
                        "tasks",
                        String.valueOf(Math.min(most, tasks)),
                        Sums.CARRY,
                        String.valueOf(load + (load == 0 ? 0 : number)));
        return new Ask("sums", settings, options(random, 0, tasks, hurried), null, false);
    }

    private static Ask lines(RandomGenerator random, int most, boolean hurried) {
        int slice = 20 + random.nextInt(200);
        int bytes = random.nextInt(20) == 0 ? 0 : random.nextInt(slice * Math.min(most, 60));
        var text = new StringBuilder();
        while (text.length() < bytes) {
            text.append("x".repeat(random.nextInt(random.nextInt(10) == 0 ? 400 : 40)))
                    .append(random.nextInt(1_000))
                    .append('\n');
        }
        boolean uploaded = random.nextBoolean();
        return new Ask(
                "lines",
                Map.of(),
                options(random, slice, 0, hurried),
                text.toString().getBytes(StandardCharsets.UTF_8),
                uploaded);
    }

    /// Whether its tasks carry something.
    boolean carries() {
        return !settings.getOrDefault(Sums.CARRY, "0").equals("0");
    }

    private static JobOptions options(
            RandomGenerator random, int slice, int tasks, boolean hurried) {
        int messages = random.nextInt(50) == 0 ? MANY_MESSAGES : FEW_MESSAGES;
        return new JobOptions(
                new Tolerance(TOLERANCES.get(random.nextInt(TOLERANCES.size()))),
                Math.max(PACKS[random.nextInt(PACKS.length)], tasks / messages),
                slice,
                10,
                hurried ? Duration.ofSeconds(5 + random.nextInt(300)) : LONG);
    }
}
