package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.simulator.check.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Runs without a keeper. The keeper starts in them only for what no retry can continue, because
/// repairs hide bugs. `RequestsTest` tests the rule about abandoned jobs itself.
class KeeperlessTest {
    private static final Proof PROOF = Proof.of(Application.of(Path.of("../../template.yaml")));
    // Only the keeper can help in about one run of 170, so that a search this long finds one.
    private static final int MAX_SEARCHED = 3_000;
    private static final String LOST_RESPONSES = "dynamo-fails,write-unanswered,own-write";

    /// The end of a run, without its trace, so that a failure is short to read.
    private record End(
            String scenario,
            Optional<Violation> violation,
            boolean keeper,
            boolean deadLetters,
            boolean waits) {}

    @Test
    void aJobThatItsCallerDoesNotRepeatIsLeftToTheKeeper() {
        String faults = "two-versions,asked-twice," + LOST_RESPONSES;
        List<End> ends = ends(faults);

        assertThat(ends).allMatch(end -> end.violation.isEmpty());
        assertThat(ends).anyMatch(end -> !end.keeper);
        assertThat(endsOf(faults).limit(MAX_SEARCHED).anyMatch(KeeperlessTest::onlyKeeperHelped))
                .isTrue();
    }

    private static boolean onlyKeeperHelped(End end) {
        return end.keeper && !end.deadLetters && !end.waits;
    }

    @Test
    void twoVersionsAloneStartNoKeeper() {
        assertThat(ends("two-versions,asked-twice,message-twice,worker-killed"))
                .allMatch(KeeperlessTest::keeperOnlyIfNeeded);
    }

    @Test
    void lostResponsesAloneStartNoKeeper() {
        assertThat(ends("asked-twice,message-twice," + LOST_RESPONSES))
                .allMatch(KeeperlessTest::keeperOnlyIfNeeded);
    }

    private static boolean keeperOnlyIfNeeded(End end) {
        return end.violation.isEmpty() && (!end.keeper || end.deadLetters || end.waits);
    }

    private static List<End> ends(String faults) {
        return endsOf(faults).limit(300).toList();
    }

    private static Stream<End> endsOf(String faults) {
        return LongStream.iterate(1, seed -> seed + 1)
                .filter(seed -> !Scenario.of(seed).keeper())
                .mapToObj(seed -> end(seed + " tasks=5 faults=" + faults));
    }

    private static End end(String scenario) {
        RunResult run = PROOF.run(Scenario.parse(scenario), true);
        return new End(
                scenario,
                run.violation(),
                hasStarted(run, "keeper/"),
                hasStarted(run, "dead-letters/"),
                run.trace().stream()
                        .anyMatch(line -> line.contains("a round waits for the keeper")));
    }

    private static boolean hasStarted(RunResult run, String function) {
        return run.trace().stream()
                .anyMatch(line -> line.contains(function) && line.contains(" starts"));
    }
}
