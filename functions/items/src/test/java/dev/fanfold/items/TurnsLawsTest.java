package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.items.Turns.Step;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Resources.Registers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Plays several executions of tasks against the same targets, with one clock, and checks what must
/// hold whatever happens: the rate and the number of calls of a target over all executions, the
/// order of each key, and that each item has exactly one result or is left.
class TurnsLawsTest {
    private static final int SEEDS = 2_000;
    private Random random = new Random();
    private Limits limits = Limits.NONE;
    private Registers registers = Resources.of(Map.of()).registers();
    private long now;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final Map<String, Long> lastCalls = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private int endedItems;

    @Test
    void theLimitsHoldOverAllExecutions() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                play(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(endedItems).isGreaterThan(10 * SEEDS);
    }

    private void play(long seed) {
        random = new Random(seed);
        limits =
                new Limits(
                        random.nextInt(4) == 0 ? 0 : random.nextLong(1, 2_000),
                        random.nextInt(1, 4),
                        true);
        registers = Resources.of(Map.of()).registers();
        now = 1_000_000;
        lastCalls.clear();
        calls.clear();
        fences.clear();
        var executions = new ArrayList<Execution>();
        for (int execution = random.nextInt(1, 5); execution > 0; execution--) {
            // Two executions with the same number belong to one task.
            executions.add(new Execution("task" + random.nextInt(4), executions.size()));
        }
        List<Execution> playing = new ArrayList<>(executions);
        while (!playing.isEmpty()) {
            Execution next =
                    playing.stream().min(Comparator.comparingLong(Execution::at)).orElseThrow();
            now = Math.max(now, next.at());
            if (!next.step()) {
                playing.remove(next);
            }
        }
        executions.forEach(Execution::check);
    }

    /// A call that runs.
    private record Running(ReadItem<String> item, long end) {}

    /// One execution of a task.
    private final class Execution {
        private final List<ReadItem<String>> items = new ArrayList<>();
        private final Breakers breakers = new Breakers();
        private final Turns<String> turns;
        private final Leases leases;
        private final PriorityQueue<Running> running =
                new PriorityQueue<>(Comparator.comparingLong(Running::end));
        private final Map<Long, Integer> results = new TreeMap<>();
        private final Map<String, Long> runningKeys = new HashMap<>();
        private final Map<String, Long> lastOfKeys = new HashMap<>();
        private final long stop = now + random.nextLong(60_000);
        // Many executions die, without releasing what they have.
        private final long death =
                random.nextInt(3) == 0 ? now + random.nextLong(40_000) : Long.MAX_VALUE;
        private boolean isDead;
        private long wake = now + random.nextLong(2_000);

        Execution(String task, int number) {
            for (int index = 0; index < random.nextInt(2, 20); index++) {
                Optional<String> key = name("key", 6);
                Optional<String> target = random.nextInt(3) == 0 ? key : name("target", 3);
                items.add(
                        new ReadItem<>(
                                new PendingItem(index, 0, "item " + index), "item", key, target));
            }
            turns = new Turns<>(items, limits, new TaskBreakers(breakers, 0));
            leases = new Leases(registers, task, "e" + number, limits.spacing(), clock);
        }

        private Optional<String> name(String kind, int count) {
            int number = random.nextInt(count + 1);
            return number == count ? Optional.empty() : Optional.of(kind + number);
        }

        // The time of the next step.
        long at() {
            return Math.min(wake, death);
        }

        // False if there is no further step.
        boolean step() {
            if (now >= death) {
                running.forEach(one -> one.item.target().ifPresent(this::callEnded));
                isDead = true;
                return false;
            }
            while (!running.isEmpty() && running.peek().end <= now) {
                accept(running.remove());
            }
            switch (turns.next(now, stop)) {
                case Step.Take<String>(String target) -> {
                    switch (leases.take(target)) {
                        case Leases.Answer.Taken(HeldLease lease) -> turns.taken(target, lease);
                        case Leases.Answer.Refused refused -> turns.refused(target, refused, now);
                    }
                    wake = now + random.nextLong(30);
                }
                case Step.Renew<String>(String target, HeldLease lease, long last) -> {
                    if (!leases.renew(target, lease, last)) {
                        turns.lost(target);
                    }
                    wake = now + random.nextLong(30);
                }
                case Step.Release<String>(String target, HeldLease lease, long last) ->
                        leases.release(target, lease, last);
                case Step.Call<String>(ReadItem<String> item, Permit permit) -> call(item, permit);
                case Step.Wait<String>(long until) -> {
                    assertThat(until).isGreaterThan(now);
                    wake = running.isEmpty() ? until : Math.min(until, running.peek().end);
                    assertThat(wake).as("a time to go on").isLessThan(Long.MAX_VALUE);
                }
                case Step.End<String> _ -> {
                    return false;
                }
            }
            return true;
        }

        private void call(ReadItem<String> item, Permit permit) {
            assertThat(now).isLessThanOrEqualTo(stop);
            item.target()
                    .ifPresent(target -> {
                        Long last = lastCalls.put(target, now);
                        if (last != null) {
                            assertThat(now - last)
                                    .as("the time between two calls of %s", target)
                                    .isGreaterThanOrEqualTo(limits.spacing());
                        }
                        assertThat(calls.merge(target, 1, Integer::sum))
                                .as("calls of %s", target)
                                .isLessThanOrEqualTo(limits.concurrent());
                        assertThat(((HeldLease) permit).allows(now)).isTrue();
                        assertThat(permit.fence())
                                .as("fence")
                                .isGreaterThanOrEqualTo(fences.getOrDefault(target, 0L));
                        fences.put(target, permit.fence());
                    });
            long index = item.pending().index();
            item.key()
                    .ifPresent(key -> {
                        assertThat(runningKeys.put(key, index)).as("runs of %s", key).isNull();
                        assertThat(lastOfKeys.getOrDefault(key, -1L))
                                .as("order of %s", key)
                                .isLessThanOrEqualTo(index);
                        assertThat(results).doesNotContainKey(index);
                        lastOfKeys.put(key, index);
                    });
            long max = random.nextInt(10) == 0 ? 60_000 : 1_500;
            running.add(new Running(item, now + random.nextLong(max)));
            wake = now;
        }

        private void callEnded(String target) {
            calls.merge(target, -1, Integer::sum);
        }

        private void accept(Running one) {
            ReadItem<String> item = one.item;
            item.target().ifPresent(this::callEnded);
            item.key().ifPresent(runningKeys::remove);
            if (random.nextInt(3) > 0) {
                results.merge(item.pending().index(), 1, Integer::sum);
                item.target().ifPresent(breakers::succeeded);
                endedItems++;
                turns.ended(item);
            } else {
                PendingItem pending = item.pending();
                item.target().ifPresent(target -> breakers.failed(target, now));
                long due = now + random.nextLong(3_000);
                turns.again(item, pending.after(pending.attempts() + 1, due));
            }
        }

        // After the end: an item has one result, or it is left once, and its attempts are kept.
        void check() {
            if (isDead) {
                return;
            }
            for (ReadItem<String> left : turns.left()) {
                results.merge(left.pending().index(), 1, Integer::sum);
            }
            assertThat(results).as("results and items that are left").hasSize(items.size());
            assertThat(results.values()).allMatch(count -> count == 1);
        }
    }
}
