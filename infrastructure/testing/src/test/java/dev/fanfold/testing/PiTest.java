package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The workload of several rounds that docs/writing-a-workload.md shows.
@Timeout(180)
class PiTest {
    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    @Test
    void roundsContinueUntilTheErrorIsSmall() throws Exception {
        FinishedJob job = FANFOLD.job("pi").set("error", "0.002").run();

        // 100,000 points, then 100,000, 200,000 and 400,000 more: the error is 1.64 / sqrt(points).
        assertThat(job.succeeded()).isEqualTo("{\"pi\": %s}".formatted(plain(800_000)));
        assertThat(job.ledger()).isEqualTo(new FinishedJob.Ledger(80, 80, 0, 800_000, 0, true));
        assertThat(plain(800_000)).isCloseTo(Math.PI, Offset.offset(0.01));
    }

    @Test
    void aJobHasAtMostItsNumberOfRounds() throws Exception {
        FinishedJob failed = FANFOLD.job("pi").set("error", "0.002").rounds(3).run();

        assertThat(failed.state()).isEqualTo("FAILED");
        assertThat(failed.problem())
                .hasValueSatisfying(why ->
                        assertThat(why)
                                .contains("the finish of round 2 asks for another", "at most 3"));
        assertThat(FANFOLD.job("pi").set("error", "0.002").rounds(4).run().state())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void piKeepsTheLaws() {
        WorkloadLaws.of(new Pi()).set("error", "0.004").seeds(1, 1).check();
    }

    @Test
    void oneRoundNeedsNoFurther() throws Exception {
        assertThat(FANFOLD.run("pi", Map.of("error", "0.1")))
                .isEqualTo("{\"pi\": %s}".formatted(plain(100_000)));
    }

    private static double plain(long points) {
        long inside = 0;
        for (long task = 0; task < points; task += 10_000) {
            var random = new SplittableRandom(task);
            for (int point = 0; point < 10_000; point++) {
                double x = random.nextDouble();
                double y = random.nextDouble();
                inside += x * x + y * y < 1 ? 1 : 0;
            }
        }
        return 4.0 * inside / points;
    }
}
