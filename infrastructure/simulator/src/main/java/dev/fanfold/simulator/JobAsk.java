package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.simulator.work.Again;
import dev.fanfold.simulator.work.Files;
import dev.fanfold.simulator.work.LineSums;
import dev.fanfold.simulator.work.NumberSums;
import dev.fanfold.simulator.work.Rounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A job that is submitted in a run, by a request or by an upload.
///
/// @param input the bytes of the object that it reads, null if it reads none
/// @param uploaded whether an upload of the input submits the job instead of a request
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JobAsk(
        String workload,
        Map<String, String> settings,
        JobOptions options,
        byte @Nullable [] input,
        boolean uploaded) {
    private static final int[] SIZES = {20, 80, 300, 1_000};
    private static final int FEW_MESSAGES = 30;
    // Enough messages for a dispatcher to write its send cursor several times.
    private static final int MANY_MESSAGES = 250;
    private static final int[] PACKS = {0, 1, 2, 5, 10, 50};
    // Bytes that each task carries.
    private static final int[] LOADS = {600, 5_000, 60_000, 120_000};
    private static final List<String> TOLERANCES = List.of("0", "0", "1", "3", "10%");
    private static final List<String> REJECTS = List.of("0", "3", "10%", "10%", "100%");
    private static final Duration LONG_DEADLINE = Duration.ofDays(14);
    private static final int[] CONCURRENCIES = {1, 2, 3, 8};
    private static final String TASKS = "tasks";
    // Several rounds of many tasks would take too long.
    private static final int MAX_TASKS_IN_ROUNDS = 100;

    /// A number of tasks: with one token for the outputs of each, the tokens have more bytes than
    /// the accumulator's item may hold (8 KiB), so they are stored in an object.
    private static final String MANY_TOKENS = "1100";

    /// A number of bytes: an input of a round with this note is stored in an object, because it has
    /// more bytes than the job's row may hold (8 KiB).
    private static final String TOO_LARGE_FOR_A_ROW = "9000";

    /// The jobs of a run.
    ///
    /// @param rounds decides about the rounds of each job. It is a random generator of its own, so
    ///   that the seeds still have the jobs of one round that they had before there were rounds
    /// @param max the maximum number of tasks of each job; a job of two rounds may have
    ///   [#MANY_TOKENS] instead, if its number of tasks was above [#MAX_TASKS_IN_ROUNDS]
    /// @param large whether partial results and inputs of rounds may be large
    /// @param hurried whether the jobs have short deadlines
    static List<JobAsk> random(
            RandomGenerator random,
            RandomGenerator rounds,
            int max,
            boolean large,
            boolean hurried) {
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
        jobAsks.replaceAll(
                jobAsk -> rounds.nextInt(3) == 0 ? jobAsk.inRounds(rounds, large) : jobAsk);
        return jobAsks;
    }

    private static JobAsk sums(
            RandomGenerator random, int max, boolean large, boolean hurried, int number) {
        int load = large ? LOADS[random.nextInt(LOADS.length)] : 0;
        int limit = load == 0 ? SIZES[random.nextInt(SIZES.length)] : load > 5_000 ? 10 : 40;
        int tasks = random.nextInt(20) == 0 ? random.nextInt(2) : 2 + random.nextInt(limit);
        Map<String, String> settings =
                Map.of(
                        TASKS,
                        String.valueOf(Math.min(max, tasks)),
                        NumberSums.CARRY,
                        String.valueOf(load + (load == 0 ? 0 : number)));
        return new JobAsk(
                "sums",
                settings,
                options(random, randomReject(random), 0, tasks, hurried),
                null,
                false);
    }

    private static JobAsk lines(RandomGenerator random, int max, boolean hurried) {
        int slice = 20 + random.nextInt(200);
        int bytes = random.nextInt(20) == 0 ? 0 : random.nextInt(slice * Math.min(max, 60));
        var lines = new ArrayList<String>();
        for (int length = 0; length < bytes; length += lines.getLast().length()) {
            int padding = random.nextInt(random.nextInt(10) == 0 ? 400 : 40);
            lines.add("x".repeat(padding) + random.nextInt(1_000) + '\n');
        }
        Tolerance reject = randomReject(random);
        markRejected(lines, reject, random);
        boolean uploaded = random.nextBoolean();
        return new JobAsk(
                "lines",
                Map.of(),
                options(random, reject, slice, 0, hurried),
                String.join("", lines).getBytes(StandardCharsets.UTF_8),
                uploaded);
    }

    // Makes as many lines rejected records as the job allows, or one fewer, or one more.
    private static void markRejected(List<String> lines, Tolerance reject, RandomGenerator random) {
        long left = Math.max(0, reject.limit(lines.size()) - 1 + random.nextInt(3));
        for (int i = 0; i < lines.size(); i++) {
            if (random.nextInt(lines.size() - i) < left) {
                lines.set(i, LineSums.REJECTED + lines.get(i));
                left--;
            }
        }
    }

    private static Tolerance randomReject(RandomGenerator random) {
        return new Tolerance(REJECTS.get(random.nextInt(REJECTS.size())));
    }

    // The same with another limit of rejected records. It is another job, because its request
    // differs.
    private JobAsk rejecting(Tolerance other) {
        return new JobAsk(workload, settings, options.withReject(other), input, uploaded);
    }

    // The same with further rounds, which may wait, and may start from large inputs. One job in 25
    // may have one round fewer than its setting asks for.
    private JobAsk inRounds(RandomGenerator random, boolean large) {
        int rounds = 2 + random.nextInt(random.nextInt(8) == 0 ? 5 : 2);
        var changedSettings = new TreeMap<>(settings);
        changedSettings.put(Rounds.ROUNDS, String.valueOf(rounds));
        changedSettings.put(Rounds.WAIT, random.nextInt(2) == 0 ? "yes" : "no");
        changedSettings.put(Rounds.NOTE, large && random.nextBoolean() ? TOO_LARGE_FOR_A_ROW : "0");
        changedSettings.put(Files.FILES, rounds == 2 ? files(random) : "no");
        boolean manyTokens = rounds == 2 && hasManyTasks(settings) && random.nextInt(8) == 0;
        changedSettings.computeIfPresent(
                TASKS, (_, tasks) -> manyTokens ? MANY_TOKENS : fewer(tasks));
        int allowedRounds = random.nextInt(25) == 0 ? rounds - 1 : JobOptions.DEFAULT_ROUNDS;
        var changedOptions =
                new JobOptions(
                        options.tolerate(),
                        options.reject(),
                        manyTokens ? 1 : options.pack(),
                        options.slice(),
                        options.workers(),
                        options.deadline(),
                        allowedRounds);
        return new JobAsk(workload, changedSettings, changedOptions, input, uploaded);
    }

    /// These jobs, some of which have a round that reads rejected records again.
    ///
    /// @param random decides about that only, so that the other jobs stay as they always were
    static List<JobAsk> readingAgain(List<JobAsk> jobAsks, RandomGenerator random) {
        return jobAsks.stream()
                .map(jobAsk ->
                        jobAsk.input == null && random.nextInt(4) == 0
                                ? jobAsk.readingAgain(random)
                                : jobAsk)
                .toList();
    }

    /// These jobs, some of which have limited concurrency.
    ///
    /// @param random decides about that only, so that the other jobs stay as they always were
    static List<JobAsk> withWindows(List<JobAsk> jobAsks, RandomGenerator random) {
        return jobAsks.stream()
                .map(jobAsk ->
                        random.nextInt(4) == 0
                                ? jobAsk.withConcurrency(
                                        CONCURRENCIES[random.nextInt(CONCURRENCIES.length)])
                                : jobAsk)
                .toList();
    }

    private JobAsk withConcurrency(int concurrency) {
        return new JobAsk(
                workload, settings, options.withConcurrency(concurrency), input, uploaded);
    }

    private JobAsk readingAgain(RandomGenerator random) {
        var more = new TreeMap<>(settings);
        more.put(Again.AGAIN, random.nextBoolean() ? Again.EVERY : Again.REDRIVEN);
        return new JobAsk(workload, more, options, input, uploaded);
    }

    private static String files(RandomGenerator random) {
        int dice = random.nextInt(20);
        return dice == 0 ? Files.ADOPTED_LARGE : dice < 10 ? Files.ADOPTED : Files.WRITTEN;
    }

    private static boolean hasManyTasks(Map<String, String> settings) {
        return Integer.parseInt(settings.getOrDefault(TASKS, "0")) > MAX_TASKS_IN_ROUNDS;
    }

    private static String fewer(String tasks) {
        return String.valueOf(Math.min(MAX_TASKS_IN_ROUNDS, Integer.parseInt(tasks)));
    }

    /// The content of the `settings.json` beside an upload. The options `pack` and `workers` keep
    /// their defaults.
    String settingsJson() {
        String own =
                settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> "\"%s\":\"%s\",".formatted(one.getKey(), one.getValue()))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "{%s\"job\":{\"slice\":%d,\"tolerate\":\"%s\",\"reject\":\"%s\",\"deadline\":\"%s\",\"rounds\":%d%s}}",
                own,
                options.slice(),
                options.tolerate().text(),
                options.reject().text(),
                options.deadline(),
                options.rounds(),
                options.limitsConcurrency() ? ",\"concurrency\":" + options.concurrency() : "");
    }

    /// Whether its tasks carry payload bytes.
    boolean carries() {
        return !settings.getOrDefault(NumberSums.CARRY, "0").equals("0");
    }

    private static JobOptions options(
            RandomGenerator random, Tolerance reject, int slice, int tasks, boolean hurried) {
        // The pack is so large that the job has fewer than twice as many messages as this.
        int messages = random.nextInt(50) == 0 ? MANY_MESSAGES : FEW_MESSAGES;
        return new JobOptions(
                new Tolerance(TOLERANCES.get(random.nextInt(TOLERANCES.size()))),
                reject,
                Math.max(PACKS[random.nextInt(PACKS.length)], tasks / messages),
                slice,
                10,
                hurried ? Duration.ofSeconds(5 + random.nextInt(300)) : LONG_DEADLINE);
    }
}
