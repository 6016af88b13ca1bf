package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Workloads whose redrive is a further round, in the tests for authors.
class PresentTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");
    private static final String FILES = "pom.xml,no-a,no-b,src,no-c,target,no-d";

    @Test
    void itKeepsTheLaws() {
        WorkloadLaws.of(new Present()).set("files", FILES).seeds(1, 2).check();
    }

    @Test
    void itIsRightWhateverHappens() {
        WorkloadTest.of(new Present(), TEMPLATE).set("files", FILES).seeds(1, 30);
    }

    @Test
    void jobsAreRedrivenUnderFaults() {
        var evens = new Evens(false);

        WorkloadTest.of(evens, TEMPLATE).seeds(1, 30);

        assertThat(evens.lastTasks.get()).isPositive();
    }

    @Test
    void aRedriveThatChangesItsMindUnderFaultsIsFound() {
        assertThatThrownBy(() -> WorkloadTest.of(new Evens(true), TEMPLATE).seeds(1, 60))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I15");
    }

    /// Rejects odd numbers in round 0 and none in the round of a redrive.
    private record Evens(boolean isFickle, AtomicInteger calls, AtomicInteger lastTasks)
            implements Summing {
        Evens(boolean isFickle) {
            this(isFickle, new AtomicInteger(), new AtomicInteger());
        }

        @Override
        public Definition definition() {
            return Definition.of("evens", "Accepts even numbers first.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, job.round().number() == 0 ? 10 : 5, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            lastTasks.addAndGet(task.round().number());
            boolean isRejected = task.round().number() == 0 && task.index() % 2 == 1;
            return new TaskResult<>(
                    isRejected ? 0L : 1L,
                    Coverage.of(task.slice().from(), task.slice().to(), 1),
                    new Records(1, isRejected ? 1 : 0, List.of()));
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"accepted\": " + total + "}");
        }

        @Override
        public Optional<Finished.Next> redrive(Long total, Finishing job) {
            String input = isFickle ? "call " + calls.incrementAndGet() : "";
            return job.round().number() == 0
                    ? Optional.of(new Finished.Next(input, null, new Records(5, 5, List.of())))
                    : Optional.empty();
        }
    }
}
