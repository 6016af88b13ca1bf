package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.items.Turns.Step;
import dev.fanfold.workload.Resources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tests the single steps of a task with limits.
class TurnsTest {
    private static final long START = 1_000_000;
    private static final long STOP = START + 60_000;
    private final AtomicLong millis = new AtomicLong(START);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private final Resources resources = Resources.of(Map.of());
    private final Leases leases = new Leases(resources.registers(), "a", "1", 200, clock);
    private final Leases others = new Leases(resources.registers(), "b", "2", 200, clock);
    private final Breakers breakers = new Breakers();
    private Turns<String> turns = turns(Limits.NONE, List.of());

    private Turns<String> turns(Limits limits, List<ReadItem<String>> items) {
        return new Turns<>(items, limits, new TaskBreakers(breakers, 0));
    }

    private static ReadItem<String> item(long index, String key, String target) {
        return new ReadItem<>(
                new PendingItem(index, 0, "item " + index),
                "item " + index,
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                target.isEmpty() ? Optional.empty() : Optional.of(target));
    }

    // The next step. Steps about leases are done and are not returned.
    private Step<String> next() {
        while (true) {
            Step<String> step = turns.next(millis.get(), STOP);
            switch (step) {
                case Step.Take<String>(String target) -> {
                    switch (leases.take(target)) {
                        case Leases.Answer.Taken(HeldLease lease) -> turns.taken(target, lease);
                        case Leases.Answer.Refused refused ->
                                turns.refused(target, refused, millis.get());
                    }
                }
                case Step.Renew<String>(String target, HeldLease lease, long last) -> {
                    if (!leases.renew(target, lease, last)) {
                        turns.lost(target);
                    }
                }
                case Step.Release<String>(String target, HeldLease lease, long last) ->
                        leases.release(target, lease, last);
                case Step<String> other -> {
                    return other;
                }
            }
        }
    }

    private ReadItem<String> call() {
        Step<String> step = next();
        assertThat(step).isInstanceOf(Step.Call.class);
        return ((Step.Call<String>) step).item();
    }

    private void waitUntil(long time) {
        assertThat(next()).isEqualTo(new Step.Wait<>(time));
        millis.set(time);
    }

    private List<Long> left() {
        return turns.left().stream().map(item -> item.pending().index()).toList();
    }

    @Test
    void callsForATargetAreSpaced() {
        turns = turns(new Limits(200, 1, true), List.of(item(0, "", "t"), item(1, "", "t")));
        ReadItem<String> first = call();
        millis.addAndGet(50);
        turns.ended(first);

        waitUntil(START + 200);
        turns.ended(call());
        assertThat(next()).isEqualTo(new Step.End<>());
    }

    @Test
    void aCallIsSpacedFromTheStartOfTheOneBefore() {
        turns = turns(new Limits(200, 2, true), List.of(item(0, "", "t"), item(1, "", "t")));
        turns.started(call(), START + 70);

        waitUntil(START + 270);
        call();
    }

    @Test
    void theNextHolderKeepsTheRate() {
        turns = turns(new Limits(200, 1, true), List.of(item(0, "", "t")));
        HeldLease lease = ((Leases.Answer.Taken) others.take("t")).lease();
        others.release("t", lease, START - 10);

        waitUntil(START + 190);
        call();
    }

    @Test
    void theTimeOfTheLastCallIsReleasedWithTheLease() {
        turns = turns(new Limits(200, 1, true), List.of(item(0, "", "t")));
        turns.ended(call());
        assertThat(next()).isEqualTo(new Step.End<>());

        assertThat(((Leases.Answer.Taken) others.take("t")).lease().lease().last())
                .isEqualTo(START);
    }

    @Test
    void atMostSoManyItemsOfATargetRunAndOthersGoOn() {
        turns =
                turns(
                        new Limits(0, 2, true),
                        List.of(
                                item(0, "", "t"),
                                item(1, "", "t"),
                                item(2, "", "t"),
                                item(3, "", "u")));
        ReadItem<String> first = call();
        call();
        assertThat(call().target()).hasValue("u");
        assertThat(next()).isInstanceOf(Step.Wait.class);

        turns.ended(first);
        assertThat(call().pending().index()).isEqualTo(2);
    }

    @Test
    void itemsWithoutATargetRunOneAtATime() {
        turns = turns(new Limits(0, 5, true), List.of(item(0, "", ""), item(1, "", "")));
        ReadItem<String> first = call();

        assertThat(next()).isInstanceOf(Step.Wait.class);
        turns.ended(first);
        assertThat(call().pending().index()).isEqualTo(1);
    }

    @Test
    void aRetryKeepsTheOrderOfItsKeyAlsoOverTargets() {
        turns =
                turns(
                        new Limits(0, 5, true),
                        List.of(item(0, "k", "t"), item(1, "k", "u"), item(2, "other", "u")));
        ReadItem<String> first = call();
        ReadItem<String> other = call();
        assertThat(other.pending().index()).isEqualTo(2);
        turns.ended(other);
        turns.again(first, first.pending().after(1, START + 1_000));

        waitUntil(START + 1_000);
        ReadItem<String> again = call();
        assertThat(again.pending().attempts()).isEqualTo(1);
        assertThat(next()).isInstanceOf(Step.Wait.class);
        turns.ended(again);
        assertThat(call().pending().index()).isEqualTo(1);
    }

    @Test
    void aTargetThatAnotherTaskHoldsIsLeftUntilTheEndOfItsLeaseAndOthersGoOn() {
        others.take("t");
        turns =
                turns(
                        new Limits(0, 1, true),
                        List.of(item(0, "", "t"), item(1, "", "u"), item(2, "", "t")));
        ReadItem<String> other = call();
        assertThat(other.target()).hasValue("u");
        turns.ended(other);

        while (next() instanceof Step.Wait<String>(long until)) {
            assertThat(until).isGreaterThan(millis.get());
            millis.set(until);
        }
        assertThat(millis.get()).isEqualTo(START + Turns.MAX_WAIT);
        assertThat(left()).containsExactly(0L, 2L);
        assertThat(turns.left())
                .allSatisfy(item -> {
                    assertThat(item.pending().due()).isEqualTo(START + 30_000);
                    assertThat(item.pending().attempts()).isZero();
                });
    }

    @Test
    void anotherExecutionOfTheSameTaskIsWaitedForLonger() {
        Leases duplicate = new Leases(resources.registers(), "a", "9", 0, clock);
        duplicate.take("t");
        turns = turns(new Limits(0, 1, true), List.of(item(0, "", "t")));

        while (next() instanceof Step.Wait<String>(long until)) {
            millis.set(until);
        }
        assertThat(millis.get()).isEqualTo(START + 30_000);
        assertThat(left()).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheTimeIsLeftWithItsTime() {
        turns =
                turns(
                        new Limits(100_000, 1, true),
                        List.of(item(0, "", "t"), item(1, "", "t"), item(2, "", "t")));
        turns.ended(call());

        assertThat(next()).isEqualTo(new Step.End<>());
        assertThat(left()).containsExactly(1L, 2L);
        assertThat(turns.left())
                .allSatisfy(item -> assertThat(item.pending().due()).isEqualTo(START + 100_000));
    }

    @Test
    void aRetryThatDoesNotFitIsLeftWithTheItemsBehindIt() {
        turns =
                turns(
                        new Limits(0, 1, true),
                        List.of(item(0, "k", "t"), item(1, "k", "t"), item(2, "", "t")));
        ReadItem<String> first = call();
        turns.again(first, first.pending().after(1, STOP + 1));
        turns.ended(call());

        assertThat(next()).isEqualTo(new Step.End<>());
        assertThat(left()).containsExactly(0L, 1L);
        assertThat(turns.left())
                .allSatisfy(item -> assertThat(item.pending().due()).isEqualTo(STOP + 1));
    }

    @Test
    void theRestOfATargetThatIsLeftAloneIsLeftWithoutAnAttempt() {
        turns =
                turns(
                        new Limits(0, 1, true),
                        List.of(item(0, "", "t"), item(1, "", "t"), item(2, "", "")));
        ReadItem<String> first = call();
        for (int failure = 0; failure < 10; failure++) {
            breakers.failed("t", millis.get());
        }
        turns.again(first, first.pending().after(1, START));

        assertThat(call().target()).isEmpty();
        assertThat(turns.left())
                .extracting(ReadItem::pending)
                .containsExactlyInAnyOrder(
                        first.pending().after(1, START + 30_000),
                        new PendingItem(1, 0, 0, START + 30_000, "item 1"));
    }

    @Test
    void aLeaseIsRenewedWhileACallRuns() {
        turns = turns(new Limits(0, 1, true), List.of(item(0, "", "t")));
        Step<String> step = next();
        Permit permit = ((Step.Call<String>) step).permit();

        for (int renewal = 1; renewal <= 5; renewal++) {
            waitUntil(START + 10_000L * renewal);
        }
        next();
        assertThat(((HeldLease) permit).lease().end()).isEqualTo(START + 80_000);
    }
}
