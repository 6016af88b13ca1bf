package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.job.State;
import dev.fanfold.simulator.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The application under faults, for about a minute; `fanfold prove` runs more. [ShrinkerTest]
/// tests what happens after a failing run.
@Timeout(900)
class SimulationTest {
    private static final Proof PROOF = Proof.of(Application.of(Path.of("../../template.yaml")));

    @Test
    void whateverHappensTheAnswerIsThatOfThePlainProgram() {
        Proof.Total total = PROOF.run(1, 5_001, _ -> {}, () -> false);

        assertThat(total.violations()).as("seeds").isEmpty();
        assertThat(total.runs()).isEqualTo(5_000);
        assertThat(total.tasks()).isGreaterThan(400_000);
        assertThat(total.faultsInAll()).isGreaterThan(200_000);
        assertThat(total.faults().keySet()).contains(Fault.values());
        assertThat(total.states().keySet())
                .containsExactlyInAnyOrder(
                        State.SUCCEEDED, State.PARTIAL, State.FAILED, State.CANCELLED);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 200; seed++) {
            RunResult first = PROOF.run(Scenario.of(seed), false);
            RunResult second = PROOF.run(Scenario.of(seed), true);

            assertThat(second.hash()).as("seed " + seed).isEqualTo(first.hash());
            assertThat(second.trace()).hasSize((int) first.events());
        }
    }

    @Test
    void differentSeedsAreDifferentRuns() {
        List<Long> hashes =
                LongStream.range(1, 100)
                        .map(seed -> PROOF.run(Scenario.of(seed), false).hash())
                        .boxed()
                        .toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void someRunsHaveNoFaultsAndSomeNoKeeper() {
        List<Scenario> scenarios = LongStream.range(1, 1_000).mapToObj(Scenario::of).toList();

        assertThat(scenarios).anyMatch(scenario -> scenario.faults().isEmpty());
        assertThat(scenarios).anyMatch(scenario -> !scenario.keeper());
        assertThat(scenarios)
                .filteredOn(scenario -> !scenario.keeper())
                .allSatisfy(
                        scenario -> assertThat(scenario.faults()).noneMatch(Fault::needsKeeper));
    }

    @Test
    void withoutFaultsNothingIsRepairedOrSentAgain() {
        var faultless = new ArrayList<RunResult>();
        for (long seed = 1; faultless.size() < 50; seed++) {
            if (Scenario.of(seed).faults().isEmpty()) {
                faultless.add(PROOF.run(Scenario.of(seed), false));
            }
        }

        assertThat(faultless)
                .allSatisfy(run -> {
                    assertThat(run.violation()).isEmpty();
                    assertThat(run.repairs()).isZero();
                    assertThat(run.faults()).isEmpty();
                    assertThat(run.states().keySet())
                            .as("PARTIAL because of rejected records, which are no fault")
                            .isSubsetOf(State.SUCCEEDED, State.PARTIAL);
                });
    }

    /// Messages are in flight for minutes here, so a keeper that counts only visible messages would
    /// repair.
    @Test
    void slowTasksAreNeitherRepairedNorSentAgain() {
        List<RunResult> slow =
                LongStream.iterate(1, seed -> seed + 1)
                        .mapToObj(Scenario::of)
                        .filter(Scenario::slow)
                        .limit(50)
                        .map(scenario -> PROOF.run(scenario, false))
                        .toList();

        assertThat(slow)
                .allSatisfy(run -> {
                    assertThat(run.violation()).isEmpty();
                    assertThat(run.repairs()).isZero();
                    assertThat(run.faults().keySet()).allMatch(Fault::isHarmless);
                });
        assertThat(slow).anyMatch(run -> run.faults().isEmpty() && run.tasks() > 10);
        assertThat(slow).anyMatch(run -> run.micros() > 10 * 60_000_000L);
    }

    /// Many jobs end before their second round: they fail or are cancelled, as others are.
    @Test
    void someJobsGoOnToFurtherRounds() {
        int further = 0;
        int large = 0;
        for (long seed = 1; seed <= 150; seed++) {
            String trace = String.join("\n", PROOF.run(Scenario.of(seed), true).trace());
            further += trace.contains("\"round\":1") ? 1 : 0;
            large += trace.contains("inputs/") ? 1 : 0;
        }

        assertThat(further).isBetween(15, 75);
        assertThat(large).isPositive();
    }
}
