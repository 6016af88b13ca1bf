package dev.fanfold.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.local.fault.FaultInjector.Count;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// The frequency and determinism of faults.
///
/// Their effect on messages and records is in [DeliveriesTest] and [ReplaysTest], on functions in
/// [dev.fanfold.local.ChaosTest] and [dev.fanfold.local.function.FunctionPoolTest].
class FaultInjectorTest {
    private static final int CHANCES = 100_000;

    @Test
    void eachFaultHappensAtItsRate() {
        Map<Kind, Double> shares =
                Map.of(
                        Kind.DUPLICATE, 0.3,
                        Kind.REORDER, 0.5,
                        Kind.THROTTLE, 0.1,
                        Kind.KILL, 0.1,
                        Kind.STREAM_KILL, 0.05,
                        Kind.REPLAY, 0.3,
                        Kind.LATENCY, 1.0);
        var faultInjector = new FaultInjector(Chaos.of(7));

        for (Kind kind : Kind.values()) {
            IntStream.range(0, CHANCES).forEach(i -> faultInjector.injects(kind));
            Count count = Objects.requireNonNull(faultInjector.counts().get(kind));
            double share = Objects.requireNonNull(shares.get(kind));
            assertThat(count.chances()).isEqualTo(CHANCES);
            // The tolerance is four standard deviations of the kind with the largest deviation.
            assertThat(count.faults() / (double) CHANCES)
                    .as(kind.name())
                    .isBetween(share - 0.0064, share + 0.0064);
        }
    }

    @Test
    void aSeedRepeatsItsFaultsAndAnotherSeedHasOthers() {
        assertThat(injected(3)).isEqualTo(injected(3)).isNotEqualTo(injected(4));
    }

    private static List<Boolean> injected(long seed) {
        var faultInjector = new FaultInjector(Chaos.of(seed));
        return IntStream.range(0, 1000).mapToObj(i -> faultInjector.injects(Kind.KILL)).toList();
    }

    @Test
    void killedInvocationsDieEarlyOrLate() {
        var faultInjector = new FaultInjector(Chaos.of(5));

        List<Integer> moments =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> faultInjector.killPointsBeforeDeath(false))
                        .flatMap(moment -> moment.stream().boxed())
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(moments).startsWith(0, 1, 2, 3, 4, 5);
        assertThat(moments.getLast()).isBetween(64, 127);
    }

    @Test
    void everyCallWaitsUpToTheLatency() {
        var faultInjector = new FaultInjector(Chaos.none().seed(1).latency(Duration.ofMillis(20)));
        long started = System.nanoTime();

        IntStream.range(0, 20)
                .forEach(i -> faultInjector.delayOrThrottle(SendMessageRequest.builder().build()));

        // The expected total is 200 ms. A total below a quarter of it is practically impossible.
        assertThat(System.nanoTime() - started).isGreaterThan(50_000_000L);
        assertThat(faultInjector.counts().get(Kind.LATENCY)).isEqualTo(new Count(20, 20));
    }

    @Test
    void withoutChaosNothingIsCountedOrInjected() {
        FaultInjector none = FaultInjector.none();

        none.delayOrThrottle(SendMessageRequest.builder().build());

        assertThat(none.killPointsBeforeDeath(true)).isEqualTo(OptionalInt.empty());
        assertThat(none.killPointsBeforeDeath(false)).isEqualTo(OptionalInt.empty());
        assertThat(none.counts().values()).containsOnly(new Count(0, 0));
        var records = new Records(1);
        assertThat(none.withReplays(records)).isSameAs(records);
    }

    @Test
    void aShareAboveOneIsRefused() {
        assertThatThrownBy(() -> Chaos.none().throttles(1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share must be between 0 and 1, but is 1.1");
    }

    @Test
    void eachSettingIsChangedAlone() {
        Chaos none = Chaos.none();
        Chaos all =
                none.seed(7)
                        .duplicates(0.1)
                        .reorders(0.2)
                        .throttles(0.3)
                        .kills(0.4)
                        .streamKills(0.5)
                        .replays(0.6)
                        .latency(Duration.ofMillis(8));

        assertThat(all).isEqualTo(new Chaos(7, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, Duration.ofMillis(8)));
        assertThat(none).isEqualTo(new Chaos(0, 0, 0, 0, 0, 0, 0, Duration.ZERO));
    }
}
