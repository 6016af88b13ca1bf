package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.outcome.TaskSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// All sets of tasks and lists of offsets are read back unchanged from their texts.
class PackingTest {
    private static final long SEED = 7;

    @Test
    void aSetOfAFewRunsReadsLikeOne() {
        assertThat(TaskSetText.write(TaskSet.range(0, 10).plus(TaskSet.of(12))))
                .isEqualTo("0-9,12");
        assertThat(TaskSetText.write(TaskSet.NONE)).isEmpty();
    }

    @Test
    void everySetComesBack() {
        var random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            TaskSet tasks =
                    TaskSet.of(
                            random.ints(
                                            random.nextInt(300),
                                            0,
                                            random.nextBoolean() ? 300 : 1_000_000)
                                    .toArray());
            assertThat(TaskSetText.read(TaskSetText.write(tasks)))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(tasks);
        }
    }

    @Test
    void aSetOfManyRunsIsABitmap() {
        TaskSet even =
                TaskSet.of(java.util.stream.IntStream.range(0, 200_000).map(i -> 2 * i).toArray());

        assertThat(TaskSetText.write(even)).startsWith("bitmap:").hasSizeLessThan(80_000);
        assertThat(TaskSetText.read(TaskSetText.write(even))).isEqualTo(even);
    }

    @Test
    void offsetsComeBack() {
        var random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            long[] offsets =
                    random.longs(random.nextInt(100), 0, 1L << random.nextInt(1, 62))
                            .distinct()
                            .sorted()
                            .toArray();
            assertThat(OffsetText.read(OffsetText.write(offsets)))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(offsets);
        }
    }

    @Test
    void aTextOfAnyLengthComesBack() {
        for (String text :
                List.of(
                        "x".repeat(32_000),
                        "x".repeat(32_001),
                        "x".repeat(31_999) + "😀".repeat(40_000),
                        "😀".repeat(40_000))) {
            String json = Json.write(Map.of("text", text));

            assertThat(Json.read("a message", json).text("text")).isEqualTo(text);
        }
    }

    @Test
    void aMillionOffsetsTakeThreeMegabytes() {
        long[] offsets = new long[1_000_000];
        Arrays.setAll(offsets, i -> i * 1_500L);

        assertThat(OffsetText.write(offsets)).hasSizeLessThan(3_000_000);
    }
}
