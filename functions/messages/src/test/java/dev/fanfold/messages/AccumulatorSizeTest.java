package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Fold;
import dev.fanfold.engine.fold.FoldResult;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An accumulator fits into its item with every set of lost tasks. DynamoDB accepts 400 KB and the
/// adapter 350,000 bytes, of which other attributes need a few hundred.
class AccumulatorSizeTest {
    private static final int MAX_BYTES = 349_000;
    private static final JobId JOB = new JobId("0".repeat(32));
    private static final Reason.Kind[] THROWN = {
        Reason.Kind.PERMANENT, Reason.Kind.INPUT, Reason.Kind.EXHAUSTED, Reason.Kind.HOPS
    };

    @Test
    void aHundredThousandTasksLostWithDistinctTracesFit() {
        for (String text : List.of("€", "😀", "\"", "\u0001")) {
            Accumulator folded =
                    folded(100_000, task -> lost(task, "%016x".formatted(task), THROWN[0], text));

            assertThat(folded.losses().groups()).as(text).hasSize(LossGroup.MAX_GROUPS);
            assertThat(folded.losses().tasks().size()).isEqualTo(100_000);
            assertThat(size(folded)).as(text).isLessThan(MAX_BYTES);
        }
    }

    @Test
    void theirOrderAndTheirKindsDoNotMatter() {
        var random = new SplittableRandom(7);
        List<Reason.Kind> kinds = List.of(Reason.Kind.values());

        Accumulator folded =
                folded(
                        100_000,
                        task ->
                                lost(
                                        task ^ 1,
                                        "%016x".formatted(random.nextInt(40)),
                                        kinds.get(random.nextInt(kinds.size())),
                                        "\u0001"));

        assertThat(folded.losses().byKind()).hasSize(8);
        assertThat(size(folded)).isLessThan(MAX_BYTES);
    }

    @Test
    void halfOfTheMostTasksLostAnywhereWithTwentyTracesFit() {
        RandomGenerator random = new SplittableRandom(7);
        Losses some =
                folded(
                                20_000,
                                task ->
                                        lost(
                                                task,
                                                "%016x".formatted(random.nextInt(20)),
                                                THROWN[2],
                                                "€"))
                        .losses();
        TaskSet half =
                TaskSet.of(
                        IntStream.range(0, Plan.MAX_TASKS)
                                .filter(_ -> random.nextBoolean())
                                .toArray());
        Accumulator empty = Accumulator.empty(JOB, 0, Plan.MAX_TASKS, 0, Codec.longs().encode(0L));
        var full =
                new Accumulator(
                        JOB,
                        0,
                        1,
                        Plan.MAX_TASKS,
                        0,
                        null,
                        TaskSet.range(0, Plan.MAX_TASKS).minus(half),
                        new Losses(Map.of(THROWN[2], half), some.samples(), some.groups()),
                        Ledger.EMPTY,
                        empty.value());

        assertThat(full.losses().groups()).hasSize(LossGroup.MAX_GROUPS);
        assertThat(size(full)).isLessThan(MAX_BYTES);
    }

    /// The outcome of each task.
    private interface Fate {
        Outcome of(int task);
    }

    private static Accumulator folded(int tasks, Fate fate) {
        var outcomes = new ArrayList<Outcome>(tasks);
        for (int task = 0; task < tasks; task++) {
            outcomes.add(fate.of(task));
        }
        Accumulator empty = Accumulator.empty(JOB, 0, tasks, 0, Codec.longs().encode(0L));
        var changed =
                (FoldResult.Changed)
                        Fold.fold(
                                new Zeros(),
                                payload -> ((Payload.Inline) payload).bytes(),
                                empty,
                                outcomes);
        return changed.after(Payload.Inline::new, changed.before().outputs());
    }

    private static Outcome lost(int task, String hash, Reason.Kind kind, String text) {
        return new Outcome.Lost(
                task,
                5,
                0,
                new Reason(kind, text.repeat(Reason.MAX_TEXT)),
                new TraceReference(
                        hash, "€".repeat(200), "0123456789abcdef0123456789abcdef", task));
    }

    private static int size(Accumulator folded) {
        PackedJson packedJson = AccumulatorJson.write(folded);
        assertThat(AccumulatorJson.read(packedJson)).isEqualTo(folded);
        return packedJson.size();
    }

    private static final class Zeros implements Summing {
        @Override
        public Definition definition() {
            return Definition.of("zeros", "Adds up zeros.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 1, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 0L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done(total.toString());
        }
    }
}
