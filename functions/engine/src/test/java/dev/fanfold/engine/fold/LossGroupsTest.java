package dev.fanfold.engine.fold;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.TraceReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Losses grouped by trace: independent of order, and bounded.
class LossGroupsTest {
    private static final int TASKS = 60;

    @Test
    void lossesAreGroupedByTraceInAnyOrder() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            List<Outcome.Lost> losses = thrown(random, 1 + random.nextInt(LossGroup.MAX_GROUPS));

            Losses plain = all(losses);
            Losses other = all(shuffled(losses, random));

            assertThat(other).as("seed %d", seed).isEqualTo(plain);
            assertThat(counted(other)).as("seed %d", seed).isEqualTo(TASKS);
        }
    }

    @Test
    void aTaskThatIsDoneAfterAllIsInNoGroupWhicheverComesFirst() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            List<Outcome.Lost> losses = thrown(random, 1 + random.nextInt(LossGroup.MAX_GROUPS));
            TaskSet done = TaskSet.of(random.ints(20, 0, TASKS).toArray());

            Losses first = all(losses.stream().filter(lost -> !done.holds(lost.task())).toList());
            Losses last = all(shuffled(losses, random)).minus(done);

            assertThat(tasksByTrace(last)).as("seed %d", seed).isEqualTo(tasksByTrace(first));
            assertThat(counted(last)).as("seed %d", seed).isEqualTo(last.tasks().size());
        }
    }

    @Test
    void ofMoreTracesThanAreKeptThoseOfTheFirstTasksAreKeptInAnyOrder() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            List<Outcome.Lost> losses = thrown(random, 40);

            Losses plain = all(losses);
            Losses other = all(shuffled(losses, random));

            assertThat(heads(other))
                    .as("seed %d", seed)
                    .isEqualTo(heads(plain))
                    .hasSizeLessThanOrEqualTo(LossGroup.MAX_GROUPS);
            assertThat(counted(other) + other.ungrouped(Reason.Kind.EXHAUSTED))
                    .as("seed %d", seed)
                    .isEqualTo(TASKS);
        }
    }

    @Test
    void twentyTracesAreKeptAndNotOneMore() {
        List<Outcome.Lost> losses = new ArrayList<>();
        IntStream.range(0, 21).forEach(task -> losses.add(thrown(task, task)));

        assertThat(all(losses.subList(0, 20)).groups()).hasSize(20);
        assertThat(all(losses.subList(0, 20)).ungrouped(Reason.Kind.EXHAUSTED)).isZero();
        assertThat(all(losses).groups()).hasSize(20);
        assertThat(all(losses.reversed()).groups()).isEqualTo(all(losses).groups());
        assertThat(all(losses).ungrouped(Reason.Kind.EXHAUSTED)).isEqualTo(1);
    }

    @Test
    void aGroupKeepsTheFirstOfItsTasksAndCountsTheOthers() {
        int tasks = LossGroup.MAX_TASKS + 1;
        var losses = new ArrayList<Outcome.Lost>();
        IntStream.range(0, tasks).forEach(task -> losses.add(thrown(task, 7)));

        LossGroup group = all(shuffled(losses, new Random(5))).groups().getFirst();

        assertThat(group.tasks()).isEqualTo(TaskSet.range(0, LossGroup.MAX_TASKS));
        assertThat(group.more()).isEqualTo(1);
        assertThat(group.count()).isEqualTo(tasks);
        assertThat(group.reason().text()).isEqualTo("task 0");
    }

    @Test
    void oneTraceOfTwoKindsIsTwoGroups() {
        var hops =
                new Outcome.Lost(
                        1,
                        5,
                        0,
                        new Reason(Reason.Kind.HOPS, "often"),
                        new TraceReference("7", "", "r", 0));

        Losses losses = all(List.of(thrown(0, 7), hops));

        assertThat(losses.groups()).hasSize(2);
        assertThat(losses.ungrouped(Reason.Kind.HOPS)).isZero();
    }

    @Test
    void reasonsAreKeptUpToSoManyCharacters() {
        List<Outcome.Lost> losses = new ArrayList<>();
        IntStream.range(0, 60)
                .forEach(task ->
                        losses.add(
                                new Outcome.Lost(
                                        task,
                                        5,
                                        0,
                                        new Reason(Reason.Kind.EXHAUSTED, "x".repeat(500)))));

        assertThat(all(losses.subList(0, 16)).samples()).hasSize(16);
        assertThat(all(losses.subList(0, 17)).samples()).hasSize(16);
        assertThat(all(losses.reversed()).samples()).hasSize(16).containsKey(0);
    }

    private static Losses all(List<Outcome.Lost> lost) {
        Losses losses = Losses.NONE;
        for (Outcome.Lost one : lost) {
            losses = losses.plus(one);
        }
        return losses;
    }

    private static List<Outcome.Lost> shuffled(List<Outcome.Lost> losses, Random random) {
        var shuffled = new ArrayList<>(losses);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Outcome.Lost> thrown(Random random, int traces) {
        return IntStream.range(0, TASKS)
                .mapToObj(task -> thrown(task, random.nextInt(traces)))
                .toList();
    }

    private static Outcome.Lost thrown(int task, int hash) {
        return new Outcome.Lost(
                task,
                5,
                0,
                new Reason(Reason.Kind.EXHAUSTED, "task " + task),
                new TraceReference("" + hash, "Foo.java:" + hash, "report " + task, task));
    }

    private static int counted(Losses losses) {
        return losses.groups().stream().mapToInt(LossGroup::count).sum();
    }

    private static Map<String, TaskSet> tasksByTrace(Losses losses) {
        return losses.groups().stream()
                .collect(toMap(group -> group.trace().hash(), LossGroup::tasks));
    }

    private static List<Object> heads(Losses losses) {
        return losses.groups().stream()
                .<Object>map(group -> List.of(group.trace(), group.reason(), group.first()))
                .toList();
    }
}
