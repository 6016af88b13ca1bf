package dev.fanfold.testing;

import dev.fanfold.simulator.work.LineSums;
import dev.fanfold.simulator.work.NumberSums;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Tests that the workloads of the documents and of the simulator keep the laws.
///
/// The workloads of pools are tested in their own modules.
class ProjectWorkloadsTest {
    @Test
    void primesKeepTheLaws() {
        WorkloadLaws.of(new Primes())
                .set("below", "20000")
                .settings(random -> Map.of("below", String.valueOf(2 + random.nextInt(9_000))))
                .check();
    }

    @Test
    void wordsKeepTheLaws() {
        WorkloadLaws.of(new WordCount())
                .input("eins zwei\r\n\n  drei vier fünf \nsechs")
                .inputs(ProjectWorkloadsTest::text)
                .check();
    }

    @Test
    void sumsKeepTheLaws() {
        WorkloadLaws.of(new NumberSums()).set("tasks", "30").check();
        WorkloadLaws.of(new NumberSums()).set("tasks", "12").set(NumberSums.CARRY, "600").check();
    }

    @Test
    void linesKeepTheLaws() {
        WorkloadLaws.of(new LineSums())
                .input("a line\n" + LineSums.REJECTED + "rejected\nanother\n")
                .inputs(ProjectWorkloadsTest::text)
                .check();
    }

    private static byte[] text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int remaining = random.nextInt(120); remaining > 0; remaining--) {
            text.append("aü! \n\r\n".charAt(random.nextInt(7)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
