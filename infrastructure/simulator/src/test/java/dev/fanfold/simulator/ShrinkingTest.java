package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.testkit.Counting;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Somebody's workload in the simulator: one that keeps the laws of merging passes, one that does
/// not is found, with a small history.
class ShrinkingTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @Test
    void aWorkloadThatKeepsTheLawsIsRightWhateverHappens() {
        assertThatCode(() ->
                        WorkloadTest.of(new Counting("counting", false), TEMPLATE)
                                .set("below", "40")
                                .pack(4)
                                .seeds(1, 100))
                .doesNotThrowAnyException();
    }

    @Test
    void aMergeThatMindsTheOrderIsFoundWithASmallHistory() {
        assertThatThrownBy(() ->
                        WorkloadTest.of(new Joined(), TEMPLATE)
                                .set("tasks", "40")
                                .pack(4)
                                .seeds(1, 100))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I13")
                .hasMessageContaining("scenario: ")
                .hasMessageContaining("PutItem");
    }

    @Test
    void aFailingRunIsShrunkToFewerFaults() {
        var proof =
                new Proof(
                        Application.of(TEMPLATE),
                        new Subject(
                                java.util.List.of(new Joined()), Resources.of(Map.of()), asks()));
        Scenario failing = failing(proof);

        Run small = proof.smallest(failing);

        assertThat(small.violation()).isPresent();
        assertThat(small.scenario().faults()).hasSizeLessThan(4);
        assertThat(failing.faults()).hasSizeGreaterThan(4).containsAll(small.scenario().faults());
        assertThat(small.trace()).isNotEmpty();
    }

    private static Scenario failing(Proof proof) {
        long seed = 1;
        while (Scenario.of(seed).faults().size() < 5
                || proof.run(Scenario.of(seed), false).violation().isEmpty()) {
            seed++;
        }
        return Scenario.of(seed);
    }

    private static java.util.List<Ask> asks() {
        var options =
                new dev.fanfold.engine.arrival.JobOptions(
                        dev.fanfold.engine.arrival.Tolerance.NONE,
                        dev.fanfold.engine.arrival.JobOptions.DEFAULT_REJECT,
                        4,
                        0,
                        10,
                        java.time.Duration.ofDays(14));
        return java.util.List.of(
                new Ask("joined", java.util.Map.of("tasks", "40"), options, null, false));
    }

    /// Joins texts in the order in which they come: no merge at all.
    private static final class Joined implements PlainWorkload<String> {
        @Override
        public Definition definition() {
            return Definition.of("joined", "Joins texts.").with("tasks", "how many");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, job.settings().number("tasks"), 1);
        }

        @Override
        public TaskResult<String> work(Task task) {
            return TaskResult.all(task, task.index() + ",");
        }

        @Override
        public String empty() {
            return "";
        }

        @Override
        public String merge(String left, String right) {
            return left + right;
        }

        @Override
        public Codec<String> codec() {
            return new Codec<>() {
                @Override
                public byte[] encode(String value) {
                    return value.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String decode(byte[] bytes) {
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            };
        }

        @Override
        public String finish(String total, Finishing job) {
            return '"' + total + '"';
        }
    }
}
