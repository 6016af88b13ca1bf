package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Round;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The input of a round keeps what the round does.
class PhaseTest {
    private static final String[] PIECES = {
        "a", ",", "\t", " ", "\"", "ü", "\u2028", "=", "\u0085"
    };

    @Test
    void aPhaseIsTheSameAfterItWasWrittenAsInput() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var counts = new JobCounts(random.nextLong(1L << 50), random.nextInt(9), 7);
            SortedMap<String, String> facts = new TreeMap<>(Map.of("columns", "3"));
            if (random.nextBoolean()) {
                facts.put("header", text(random));
            }
            Phase phase =
                    random.nextBoolean()
                            ? new Phase.Merge(counts, facts)
                            : new Phase.Again(counts, random.nextInt(1_000), facts);

            assertThat(Phase.of(new Round(3, phase.input()))).as("seed %d", seed).isEqualTo(phase);
        }
    }

    @Test
    void theFirstRoundHasNoInput() {
        assertThat(Phase.of(new Round(0, new Phase.First().input()))).isEqualTo(new Phase.First());
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
