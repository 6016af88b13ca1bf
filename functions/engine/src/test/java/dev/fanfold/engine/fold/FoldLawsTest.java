package dev.fanfold.engine.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The laws of the fold over random reports.
///
/// Order, duplicates and splitting do not matter, and nothing is lost. Storage is tested with the
/// front doors.
class FoldLawsTest {
    private static final int TASKS = 60;
    private static final JobId JOB = new JobId("0".repeat(32));
    private final SumOfIndices workload = new SumOfIndices();

    @Test
    void orderDuplicatesAndSplittingDoNotMatter() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            List<Outcome> outcomes = groups(random);
            Accumulator plain = foldAll(outcomes, random, TASKS);

            var disturbed = new ArrayList<>(outcomes);
            outcomes.stream().filter(_ -> random.nextInt(3) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, random);
            Accumulator other = foldAll(disturbed, random, 1 + random.nextInt(7));

            assertThat(content(other)).as("seed %d", seed).isEqualTo(content(plain));
            assertThat(value(other))
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.range(0, TASKS).mapToLong(SumOfIndices::square).sum());
            assertThat(other.isComplete()).isTrue();
        }
    }

    @Test
    void doneBeatsLostWhicheverComesFirst() {
        Outcome done = group(3, 4);
        Outcome lost = lost(3, 0);

        for (List<Outcome> order : List.of(List.of(done, lost), List.of(lost, done))) {
            Accumulator folded = foldAll(order, new Random(1), 1);

            assertThat(folded.done()).isEqualTo(TaskSet.of(3));
            assertThat(folded.losses()).isEqualTo(Losses.NONE);
        }
    }

    @Test
    void whatIsLostBesideATaskThatIsDoneAfterAllStaysLost() {
        Accumulator now = after(empty(), List.of(lost(3, 0), lost(4, 0), group(3, 4)));

        assertThat(now.losses().ofKind(Reason.Kind.EXHAUSTED)).isEqualTo(TaskSet.of(4));
        assertThat(now.losses().samples()).containsOnlyKeys(4);
    }

    @Test
    void theLedgerIsTheSumOfWhatWasFolded() {
        Accumulator now = after(empty(), List.of(group(0, 4), group(4, 10), group(0, 4)));

        assertThat(now.ledger().workMillis()).isEqualTo(10);
        assertThat(now.ledger().records()).isEqualTo(Records.read(10));
        assertThat(now.ledger().coverageSum().units()).isEqualTo(10);
    }

    @Test
    void aLostOfAnotherEpochIsNotFolded() {
        Accumulator reopened = empty().reopened(2);

        assertThat(fold(reopened, List.of(lost(3, 1))))
                .isEqualTo(new FoldResult.Unchanged(TaskSet.NONE));
        assertThat(after(reopened, List.of(lost(3, 2))).losses().tasks()).isEqualTo(TaskSet.of(3));
    }

    @Test
    void aGroupThatOverlapsInPartIsSetAsideAndWhatItAloneCoveredIsSentAgain() {
        Accumulator now = after(empty(), List.of(group(4, 5)));

        FoldResult foldResult = fold(now, List.of(group(3, 6)));

        assertThat(foldResult).isEqualTo(new FoldResult.Unchanged(TaskSet.of(3, 5)));
    }

    @Test
    void nothingIsFoldedIntoASealedAccumulator() {
        Accumulator sealed = empty().sealed(new Seal.Cancelled());

        assertThat(fold(sealed, List.of(group(0, 5), lost(7, 0))))
                .isEqualTo(new FoldResult.Unchanged(TaskSet.NONE));
    }

    @Test
    void aMergeThatThrowsIsNamed() {
        assertThatThrownBy(() -> fold(empty(), List.of(one(-1))))
                .isInstanceOf(MergeFailedException.class)
                .hasMessageContaining("merge of sum threw");
    }

    @Test
    void aMergeThatReturnsNullFailsInsteadOfDroppingThePartialResult() {
        assertThatThrownBy(() -> fold(empty(), List.of(one(SumOfIndices.MERGES_TO_NULL))))
                .isInstanceOf(MergeFailedException.class)
                .hasMessageContaining("merge of sum threw")
                .hasMessageContaining("returned null");
    }

    private static Outcome one(long partial) {
        return new Outcome.Done(
                TaskSet.of(1),
                1,
                new Payload.Inline(Codec.longs().encode(partial)),
                Coverage.NONE,
                Records.NONE,
                0);
    }

    @Test
    void onlyTheFirstHundredReasonsAreKeptAndAllAreCounted() {
        var losses = new ArrayList<Outcome>();
        IntStream.range(0, 150).forEach(task -> losses.add(lost(task, 0)));
        Collections.shuffle(losses, new Random(5));

        Accumulator folded =
                after(Accumulator.empty(JOB, 0, 150, 0, Codec.longs().encode(0L)), losses);

        assertThat(folded.losses().tasks().size()).isEqualTo(150);
        assertThat(folded.losses().samples().keySet())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    private List<Outcome> groups(Random random) {
        var groups = new ArrayList<Outcome>();
        for (int from = 0; from < TASKS; ) {
            int to = Math.min(TASKS, from + 1 + random.nextInt(8));
            groups.add(group(from, to));
            from = to;
        }
        return groups;
    }

    private static Outcome.Done group(int from, int to) {
        long sum = IntStream.range(from, to).mapToLong(SumOfIndices::square).sum();
        return new Outcome.Done(
                TaskSet.range(from, to),
                1,
                new Payload.Inline(Codec.longs().encode(sum)),
                Coverage.of(from, to, to - from),
                Records.read(to - from),
                5);
    }

    private static Outcome.Lost lost(int task, int epoch) {
        return new Outcome.Lost(task, 5, epoch, new Reason(Reason.Kind.EXHAUSTED, "boom"));
    }

    private static Accumulator empty() {
        return Accumulator.empty(JOB, 0, TASKS, 0, Codec.longs().encode(0L));
    }

    private FoldResult fold(Accumulator now, List<Outcome> outcomes) {
        return Fold.fold(workload, payload -> ((Payload.Inline) payload).bytes(), now, outcomes);
    }

    private Accumulator after(Accumulator now, List<Outcome> outcomes) {
        return switch (fold(now, outcomes)) {
            case FoldResult.Unchanged _ -> now;
            case FoldResult.Changed changed ->
                    changed.after(Payload.Inline::new, changed.before().outputs());
        };
    }

    private Accumulator foldAll(List<Outcome> outcomes, Random random, int batch) {
        Accumulator now = empty();
        for (int from = 0; from < outcomes.size(); ) {
            int to = Math.min(outcomes.size(), from + 1 + random.nextInt(batch));
            now = after(now, outcomes.subList(from, to));
            from = to;
        }
        return now;
    }

    private static long value(Accumulator accumulator) {
        return Codec.longs().decode(((Payload.Inline) accumulator.value()).bytes());
    }

    // Everything except the version, which counts the writes.
    private static List<Object> content(Accumulator now) {
        return List.of(now.done(), now.losses(), now.ledger(), now.value());
    }
}
