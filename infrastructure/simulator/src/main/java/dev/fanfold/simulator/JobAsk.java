package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.simulator.work.LineSums;
import dev.fanfold.simulator.work.NumberSums;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A job that is submitted in a run.
///
/// @param input the object that it reads, null if it reads none
/// @param uploaded whether an upload submits it instead of a request
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JobAsk(
        String workload,
        Map<String, String> settings,
        JobOptions options,
        byte @Nullable [] input,
        boolean uploaded) {
    private static final int[] SIZES = {20, 80, 300, 1_000};
    private static final int FEW_MESSAGES = 30;
    // Enough messages for a dispatcher to write its cursor several times.
    private static final int MANY_MESSAGES = 250;
    private static final int[] PACKS = {0, 1, 2, 5, 10, 50};
    private static final int[] LOADS = {600, 5_000, 60_000, 120_000};
    private static final List<String> TOLERANCES = List.of("0", "0", "1", "3", "10%");
    private static final List<String> REJECTS = List.of("0", "3", "10%", "10%", "100%");
    private static final Duration LONG = Duration.ofDays(14);

    /// The jobs of a run.
    ///
    /// @param max the limit of the tasks of each job
    static List<JobAsk> random(RandomGenerator random, int max, boolean large, boolean hurried) {
        int jobs = random.nextInt(10) < 7 ? 1 : 1 + random.nextInt(3);
        var jobAsks = new ArrayList<JobAsk>();
        for (int i = 0; i < jobs; i++) {
            jobAsks.add(
                    random.nextInt(4) == 0
                            ? lines(random, max, hurried)
                            : sums(random, max, large, hurried, i));
        }
        JobAsk last = jobAsks.getLast();
        if (last.input == null && random.nextInt(10) == 0) {
            jobAsks.add(last.rejecting(new Tolerance("50%")));
        }
        return jobAsks;
    }

    private static JobAsk sums(
            RandomGenerator random, int max, boolean large, boolean hurried, int number) {
        int load = large ? LOADS[random.nextInt(LOADS.length)] : 0;
        int limit = load == 0 ? SIZES[random.nextInt(SIZES.length)] : load > 5_000 ? 10 : 40;
        int tasks = random.nextInt(20) == 0 ? random.nextInt(2) : 2 + random.nextInt(limit);
        Map<String, String> settings =
                Map.of(
                        "tasks",
                        String.valueOf(Math.min(max, tasks)),
                        NumberSums.CARRY,
                        String.valueOf(load + (load == 0 ? 0 : number)));
        return new JobAsk(
                "sums", settings, options(random, reject(random), 0, tasks, hurried), null, false);
    }

    private static JobAsk lines(RandomGenerator random, int max, boolean hurried) {
        int slice = 20 + random.nextInt(200);
        int bytes = random.nextInt(20) == 0 ? 0 : random.nextInt(slice * Math.min(max, 60));
        var lines = new ArrayList<String>();
        for (int length = 0; length < bytes; length += lines.getLast().length()) {
            int padding = random.nextInt(random.nextInt(10) == 0 ? 400 : 40);
            lines.add("x".repeat(padding) + random.nextInt(1_000) + '\n');
        }
        Tolerance reject = reject(random);
        spoil(lines, reject, random);
        boolean uploaded = random.nextBoolean();
        return new JobAsk(
                "lines",
                Map.of(),
                options(random, reject, slice, 0, hurried),
                String.join("", lines).getBytes(StandardCharsets.UTF_8),
                uploaded);
    }

    // Rejects one record fewer than allowed, exactly as many, or one more.
    private static void spoil(List<String> lines, Tolerance reject, RandomGenerator random) {
        long wanted = Math.max(0, reject.limit(lines.size()) - 1 + random.nextInt(3));
        for (int i = 0; i < lines.size(); i++) {
            if (random.nextInt(lines.size() - i) < wanted) {
                lines.set(i, LineSums.REJECTED + lines.get(i));
                wanted--;
            }
        }
    }

    private static Tolerance reject(RandomGenerator random) {
        return new Tolerance(REJECTS.get(random.nextInt(REJECTS.size())));
    }

    // Another job: only its limit of rejected records differs.
    private JobAsk rejecting(Tolerance other) {
        var changed =
                new JobOptions(
                        options.tolerate(),
                        other,
                        options.pack(),
                        options.slice(),
                        options.workers(),
                        options.deadline());
        return new JobAsk(workload, settings, changed, input, uploaded);
    }

    /// Whether its tasks carry payload bytes.
    boolean carries() {
        return !settings.getOrDefault(NumberSums.CARRY, "0").equals("0");
    }

    private static JobOptions options(
            RandomGenerator random, Tolerance reject, int slice, int tasks, boolean hurried) {
        int messages = random.nextInt(50) == 0 ? MANY_MESSAGES : FEW_MESSAGES;
        return new JobOptions(
                new Tolerance(TOLERANCES.get(random.nextInt(TOLERANCES.size()))),
                reject,
                Math.max(PACKS[random.nextInt(PACKS.length)], tasks / messages),
                slice,
                10,
                hurried ? Duration.ofSeconds(5 + random.nextInt(300)) : LONG);
    }
}
