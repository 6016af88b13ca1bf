package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Workloads in the simulator. One that keeps the laws of merge passes; one that breaks them is
/// found, with a small run.
class ShrinkerTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @Test
    void aWorkloadThatKeepsTheLawsIsRightWhateverHappens() {
        Proof proof = proof(new CountingWorkload("counting", false), Map.of("below", "40"));

        assertThat(proof.run(1, 101, _ -> {}, () -> false).violations()).isEmpty();
    }

    @Test
    void aMergeThatDependsOnTheOrderIsFoundWithASmallRun() {
        Proof proof = proof(new Joined(), Map.of("tasks", "40"));

        assertThat(new Story(proof.smallest(failing(proof))).text())
                .contains("I13")
                .contains("scenario: ")
                .contains("PutItem");
    }

    @Test
    void aFailingRunIsShrunkToFewerFaults() {
        Proof proof = proof(new Joined(), Map.of("tasks", "40"));
        Scenario failing = failing(proof);

        RunResult small = proof.smallest(failing);

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

    private static Proof proof(Workload<?> workload, Map<String, String> settings) {
        var options =
                new JobOptions(
                        Tolerance.NONE, JobOptions.DEFAULT_REJECT, 4, 0, 10, Duration.ofDays(14));
        var jobAsk = new JobAsk(workload.definition().name(), settings, options, null, false);
        return Proof.of(
                Application.of(TEMPLATE),
                new Subject(List.of(workload), Map.of(), List.of(jobAsk)));
    }

    /// A workload with a defect: its merge depends on the order.
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
        public Finished finish(String total, Finishing job) {
            return Finished.done('"' + total + '"');
        }
    }
}
