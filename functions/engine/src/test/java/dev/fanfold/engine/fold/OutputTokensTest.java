package dev.fanfold.engine.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.OutputTokens.Run;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.WrittenOutputs;
import java.nio.BufferUnderflowException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The tokens that count, against a map from task to token.
class OutputTokensTest {
    private static final JobId JOB = new JobId("0123456789abcdef".repeat(2));
    private static final int MILLION = 1_000_000;
    private final Map<String, byte[]> objects = new HashMap<>();
    private long written;

    @Test
    void eachTaskKeepsItsTokenInWhateverOrderTheTasksAreDone() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var expected = new TreeMap<Integer, Long>();
            OutputTokens tokens = OutputTokens.NONE;
            for (List<WrittenOutputs> fold : folds(random, 1 + random.nextInt(20_000))) {
                tokens = OutputTokens.fromBytes(JOB, 3, plus(tokens, fold).toBytes());
                fold.forEach(group ->
                        group.tasks().stream().forEach(task -> expected.put(task, group.token())));

                assertThat(byTask(tokens)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void runsAreOrderedAndCoverNoTaskWithoutOutputs() {
        OutputTokens tokens =
                plus(
                        OutputTokens.NONE,
                        List.of(group(2, 7, 9), group(1, 0, 1, 3), group(2, 8, 4_095, 4_096)));

        assertThat(tokens.runs(0, this::load))
                .containsExactly(
                        new Run(0, 2, 1),
                        new Run(3, 4, 1),
                        new Run(7, 10, 2),
                        new Run(4_095, 4_096, 2),
                        new Run(4_096, 4_097, 2));
    }

    @Test
    void runsFromATaskOnAreTheLastOnes() {
        OutputTokens tokens = plus(OutputTokens.NONE, List.of(group(1, 5, 9_000), group(2, 0, 3)));
        List<Run> all = tokens.runs(0, this::load).toList();

        for (int from : List.of(0, 1, 4, 5, 6, 4_095, 4_096, 8_191, 8_192, 9_000, 9_001, 20_000)) {
            assertThat(tokens.runs(from, this::load))
                    .as("from %d", from)
                    .containsExactlyElementsOf(
                            all.stream().filter(run -> run.to() > from).toList());
        }
    }

    @Test
    void tokensAreInTheItemUpToEightKibibytes() {
        int runs = OutputTokens.MAX_INLINE / 12;
        OutputTokens most = plus(OutputTokens.NONE, singles(0, runs));
        OutputTokens oneMore = plus(most, singles(runs, runs + 1));

        assertThat(objects).hasSize(1);
        assertThat(most.chunks().get(0)).isInstanceOf(Payload.Inline.class);
        assertThat(oneMore.chunks().get(0)).isInstanceOf(Payload.Spilled.class);
        assertThat(byTask(oneMore)).hasSize(runs + 1);
    }

    @Test
    void aFoldStoresOnlyTheChunksOfItsTasks() {
        OutputTokens tokens = plus(OutputTokens.NONE, singles(0, 100_000));
        written = 0;

        plus(tokens, singles(100_000, 100_010));

        assertThat(written).isLessThanOrEqualTo(12L * TokenChunk.TASKS);
    }

    @Test
    void aMillionTasksKeepLittleInTheItemAtAnyPack() {
        for (int pack : new int[] {1, 100}) {
            objects.clear();
            written = 0;
            OutputTokens tokens = OutputTokens.NONE;
            int perFold = 100 * pack;
            long start = System.nanoTime();
            int folds = 0;
            for (int from = 0; from < MILLION; from += perFold) {
                tokens = plus(tokens, groups(from, Math.min(MILLION, from + perFold), pack));
                folds++;
            }
            double micros = (System.nanoTime() - start) / 1e3 / folds;

            long kept =
                    tokens.chunks().values().stream().mapToLong(chunk -> load(chunk).length).sum();
            System.out.printf(
                    "pack %d: %d bytes in the item, %d bytes in %d objects, %d bytes and %.0f microseconds per fold%n",
                    pack,
                    tokens.toBytes().length,
                    kept,
                    tokens.chunks().size(),
                    written / folds,
                    micros);
            assertThat(tokens.toBytes()).hasSizeLessThan(10_000 + OutputTokens.MAX_INLINE);
            assertThat(kept).isLessThanOrEqualTo(12L * (MILLION / pack + tokens.chunks().size()));
            assertThat(tokens.runs(0, this::load).mapToInt(run -> run.to() - run.from()).sum())
                    .isEqualTo(MILLION);
        }
    }

    @Test
    void bytesOfAnotherFormatAreRefused() {
        byte[] bytes = plus(OutputTokens.NONE, List.of(group(1, 0))).toBytes();

        assertThatThrownBy(() ->
                        OutputTokens.fromBytes(JOB, 0, Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(BufferUnderflowException.class);
    }

    private static List<List<WrittenOutputs>> folds(Random random, int tasks) {
        var groups = new ArrayList<WrittenOutputs>();
        for (int from = 0; from < tasks; ) {
            int to = Math.min(tasks, from + 1 + random.nextInt(2_000));
            int[] some = IntStream.range(from, to).filter(_ -> random.nextInt(4) > 0).toArray();
            if (some.length > 0) {
                groups.add(group(random.nextLong(), some));
            }
            from = to;
        }
        Collections.shuffle(groups, random);
        var folds = new ArrayList<List<WrittenOutputs>>();
        for (int from = 0; from < groups.size(); ) {
            int to = Math.min(groups.size(), from + 1 + random.nextInt(5));
            folds.add(groups.subList(from, to));
            from = to;
        }
        return folds;
    }

    private static List<WrittenOutputs> singles(int from, int to) {
        return groups(from, to, 1);
    }

    private static List<WrittenOutputs> groups(int from, int to, int pack) {
        return IntStream.range(0, Math.ceilDiv(to - from, pack))
                .mapToObj(number -> {
                    int first = from + number * pack;
                    TaskSet tasks = TaskSet.range(first, Math.min(to, first + pack));
                    return new WrittenOutputs(first * 0x9e3779b97f4a7c15L, tasks, 1, 1);
                })
                .toList();
    }

    private static WrittenOutputs group(long token, int... tasks) {
        return new WrittenOutputs(token, TaskSet.of(tasks), tasks.length, 0);
    }

    private OutputTokens plus(OutputTokens tokens, List<WrittenOutputs> groups) {
        return tokens.plus(groups, this::load, this::spill);
    }

    private Map<Integer, Long> byTask(OutputTokens tokens) {
        var byTask = new TreeMap<Integer, Long>();
        tokens.runs(0, this::load)
                .forEach(run ->
                        IntStream.range(run.from(), run.to())
                                .forEach(task ->
                                        assertThat(byTask.put(task, run.token())).isNull()));
        return byTask;
    }

    private byte[] load(Payload payload) {
        return switch (payload) {
            case Payload.Inline inline -> inline.bytes();
            case Payload.Spilled spilled -> Objects.requireNonNull(objects.get(spilled.key()));
        };
    }

    private Payload.Spilled spill(byte[] bytes) {
        String hash = hash(bytes);
        String key = OutputTokens.key(JOB, 3, hash);
        objects.put(key, bytes);
        written += bytes.length;
        return new Payload.Spilled(key, hash, bytes.length);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
