package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The lines with which tasks pass items and results on keep everything, on one line.
class LinesTest {
    private static final String[] PIECES = {
        "a", "é", "😀", "\t", "\n", "\r", "\"", "\\", "\\u", " ", "\u0000", "\u2028", "\ud800", "{}"
    };

    @Test
    void pendingItemsAreKept() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            // The text of an item is a line of the input.
            String text = text(random).replaceAll("[\n\r]", "").strip();
            var item =
                    new PendingItem(
                            random.nextLong(0, 1L << 40),
                            random.nextLong(0, 1L << 40),
                            random.nextInt(100),
                            random.nextLong(0, 1L << 42),
                            text);

            assertThat(PendingItem.parse(item.line())).as("seed %d", seed).isEqualTo(item);
        }
    }

    @Test
    void resultsAreKept() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            boolean isOk = random.nextBoolean();
            Optional<String> key =
                    random.nextBoolean() ? Optional.of("k" + text(random)) : Optional.empty();
            var result =
                    new ItemResult(
                            random.nextLong(0, 1L << 40),
                            key,
                            isOk,
                            JsonText.of(text(random)),
                            random.nextInt(100),
                            random.nextLong(0, 1L << 40));
            var item = new PendingItem(result.index(), 7, "a\tb");
            var line =
                    new ResultLine(
                            result,
                            isOk ? "" : "java.io.IOException",
                            random.nextLong(0, 1L << 42),
                            isOk ? Optional.empty() : Optional.of(item));

            assertThat(line.line().lines()).as("seed %d", seed).hasSize(1);
            assertThat(sent(line)).as("seed %d", seed).isEqualTo(line);
        }
    }

    // The line is stored as UTF-8.
    private static ResultLine sent(ResultLine line) {
        byte[] bytes = line.line().getBytes(StandardCharsets.UTF_8);
        return ResultLine.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void keysOfEachBucketAreSpread() {
        int[] counts = new int[PendingItem.BUCKETS];
        for (int key = 0; key < 100 * PendingItem.BUCKETS; key++) {
            counts[PendingItem.bucket("account" + key)]++;
        }

        assertThat(IntStream.of(counts)).allMatch(count -> count > 20 && count < 300);
    }
}
