package dev.fanfold.local.fault;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.ShardRecords;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/// Decides at random which faults of [Chaos] are injected where, and counts them. Thread-safe.
public final class FaultInjector {
    /// The kinds of faults, one for each share of [Chaos], and the latency.
    public enum Kind {
        DUPLICATE,
        REORDER,
        THROTTLE,
        KILL,
        STREAM_KILL,
        REPLAY,
        LATENCY
    }

    /// The counts of one kind of fault.
    ///
    /// @param chances how often such a fault could have been injected
    /// @param faults how often it was injected
    public record Count(long chances, long faults) {}

    /// The number of limits of kill points: 2, 4, 8 and so on.
    ///
    /// One of them is chosen at random, and the invocation dies at a random kill point below it. A
    /// worker's invocation makes about two service calls, an aggregator's about a hundred. With
    /// limits of every size, both die early and late.
    private static final int KILL_POINT_LIMITS = 7;

    /// 2^64 divided by the golden ratio. Its multiples are seeds that differ in many bits.
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final Chaos chaos;
    private final Map<Kind, FaultCount> faultCounts = new EnumMap<>(Kind.class);

    private static final class FaultCount {
        private final AtomicLong chances = new AtomicLong();
        private final LongAdder faults = new LongAdder();
    }

    public FaultInjector(Chaos chaos) {
        this.chaos = chaos;
        for (Kind kind : Kind.values()) {
            faultCounts.put(kind, new FaultCount());
        }
    }

    /// An injector without faults.
    public static FaultInjector none() {
        return new FaultInjector(Chaos.none());
    }

    /// The counts by kind since the cloud started. They stay 0 for a kind that [Chaos] excludes.
    public Map<Kind, Count> counts() {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        faultCounts.forEach((kind, count) ->
                counts.put(kind, new Count(count.chances.get(), count.faults.sum())));
        return counts;
    }

    /// A receiver of a queue's messages, which may duplicate and reorder them.
    public Receiver receiver(LocalQueue queue) {
        return chaos.duplicates() + chaos.reorders() == 0
                ? queue::receive
                : new Deliveries(this, queue::receive);
    }

    /// A reader of the same records, which may read some of them again.
    public ShardRecords withReplays(ShardRecords records) {
        return chaos.replays() == 0 ? records : new Replays(this, records);
    }

    /// Decides whether a new invocation is killed.
    ///
    /// There is a kill point before and one after each service call. An invocation whose handler
    /// ends earlier is killed then.
    ///
    /// @param fedByStream whether a stream feeds its function
    /// @return how many kill points it passes before it is killed; empty if it is not killed
    public OptionalInt killPointsBeforeDeath(boolean fedByStream) {
        SplittableRandom random = randomFor(fedByStream ? Kind.STREAM_KILL : Kind.KILL);
        return random == null
                ? OptionalInt.empty()
                : OptionalInt.of(random.nextInt(2 << random.nextInt(KILL_POINT_LIMITS)));
    }

    /// May delay a service call before it is sent, and may throttle it.
    ///
    /// @throws software.amazon.awssdk.awscore.exception.AwsServiceException the service's response
    ///   to too many requests
    public void delayOrThrottle(SdkRequest request) {
        SplittableRandom random = randomFor(Kind.LATENCY);
        if (random != null) {
            LockSupport.parkNanos(random.nextLong(chaos.latency().toNanos()));
        }
        if (injects(Kind.THROTTLE)) {
            throw Throttling.of(request);
        }
    }

    /// Whether a fault is injected at this opportunity, which is counted.
    boolean injects(Kind kind) {
        return randomFor(kind) != null;
    }

    /// Decides whether a fault is injected at this opportunity, and counts both.
    ///
    /// @return the random generator for the details of the fault; null if none is injected
    @Nullable SplittableRandom randomFor(Kind kind) {
        double share = share(kind);
        if (share == 0) {
            return null;
        }
        FaultCount count = Objects.requireNonNull(faultCounts.get(kind));
        SplittableRandom random =
                new SplittableRandom(
                        chaos.seed()
                                + GOLDEN_RATIO * count.chances.getAndIncrement()
                                + Long.rotateLeft(GOLDEN_RATIO * kind.name().hashCode(), 32));
        if (random.nextDouble() >= share) {
            return null;
        }
        count.faults.increment();
        return random;
    }

    private double share(Kind kind) {
        return switch (kind) {
            case DUPLICATE -> chaos.duplicates();
            case REORDER -> chaos.reorders();
            case THROTTLE -> chaos.throttles();
            case KILL -> chaos.kills();
            case STREAM_KILL -> chaos.streamKills();
            case REPLAY -> chaos.replays();
            case LATENCY -> chaos.latency().isZero() ? 0 : 1;
        };
    }
}
