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

/// Injects the faults of a cloud at random and counts them. Thread-safe.
public final class FaultInjector {
    /// The kinds of faults.
    public enum Kind {
        DUPLICATE,
        REORDER,
        THROTTLE,
        KILL,
        STREAM_KILL,
        REPLAY,
        LATENCY
    }

    /// The opportunities for a kind of fault, and the faults injected.
    public record Count(long chances, long faults) {}

    /// The number of random exponents of two that limit the moment of a death.
    ///
    /// The moment is then random below that power of two. A worker's invocation has about two
    /// calls, an aggregator's a hundred, and both must die early and late.
    private static final int MOMENT_BITS = 7;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Chaos chaos;
    private final Map<Kind, FaultCount> faultCount = new EnumMap<>(Kind.class);

    private static final class FaultCount {
        private final AtomicLong chances = new AtomicLong();
        private final LongAdder faults = new LongAdder();
    }

    public FaultInjector(Chaos chaos) {
        this.chaos = chaos;
        for (Kind kind : Kind.values()) {
            faultCount.put(kind, new FaultCount());
        }
    }

    /// No faults at all.
    public static FaultInjector none() {
        return new FaultInjector(Chaos.none());
    }

    /// The counts by kind since the cloud started.
    public Map<Kind, Count> counts() {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        faultCount.forEach(
                (kind, own) -> counts.put(kind, new Count(own.chances.get(), own.faults.sum())));
        return counts;
    }

    /// A queue with its deliveries changed by faults.
    public Receiver delivering(LocalQueue queue) {
        return chaos.duplicates() + chaos.reorders() == 0
                ? queue::receive
                : new Deliveries(this, queue::receive);
    }

    /// A shard's records with replays.
    public ShardRecords replaying(ShardRecords records) {
        return chaos.replays() == 0 ? records : new Replays(this, records);
    }

    /// The number of moments until a new invocation dies; empty if it survives.
    ///
    /// There is one moment before and one after each service call. An invocation that returns
    /// earlier dies when it returns.
    ///
    /// @param byStream whether a stream feeds its function
    public OptionalInt fate(boolean byStream) {
        SplittableRandom random = drawn(byStream ? Kind.STREAM_KILL : Kind.KILL);
        return random == null
                ? OptionalInt.empty()
                : OptionalInt.of(random.nextInt(2 << random.nextInt(MOMENT_BITS)));
    }

    /// Delays a service call before it is sent, and may throttle it.
    ///
    /// @throws software.amazon.awssdk.awscore.exception.AwsServiceException the service's response
    ///   to too many requests
    public void meet(SdkRequest request) {
        SplittableRandom late = drawn(Kind.LATENCY);
        if (late != null) {
            LockSupport.parkNanos(late.nextLong(chaos.latency().toNanos()));
        }
        if (strike(Kind.THROTTLE)) {
            throw Throttling.of(request);
        }
    }

    boolean strike(Kind kind) {
        return drawn(kind) != null;
    }

    /// A random generator for the fault; null if this opportunity is not one.
    @Nullable SplittableRandom drawn(Kind kind) {
        double share = share(kind);
        if (share == 0) {
            return null;
        }
        FaultCount own = Objects.requireNonNull(faultCount.get(kind));
        SplittableRandom random =
                new SplittableRandom(
                        chaos.seed()
                                + GOLDEN * own.chances.getAndIncrement()
                                + Long.rotateLeft(GOLDEN * kind.name().hashCode(), 32));
        if (random.nextDouble() >= share) {
            return null;
        }
        own.faults.increment();
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
