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

/// Draws a cloud's faults and counts them. From any thread.
public final class FaultInjector {
    /// What can go wrong.
    public enum Kind {
        DUPLICATE,
        REORDER,
        THROTTLE,
        KILL,
        STREAM_KILL,
        REPLAY,
        LATENCY
    }

    /// How often it could have happened, and how often it did.
    public record Count(long chances, long faults) {}

    /// Powers of two from which one is drawn, and then a moment below it: a worker's invocation has
    /// two calls or so, an aggregator's a hundred, and both are to die early and late.
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

    /// Faults that never happen.
    public static FaultInjector none() {
        return new FaultInjector(Chaos.none());
    }

    /// By kind, since the cloud started.
    public Map<Kind, Count> counts() {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        faultCount.forEach(
                (kind, own) -> counts.put(kind, new Count(own.chances.get(), own.faults.sum())));
        return counts;
    }

    /// A queue as its reader gets it.
    public Receiver delivering(LocalQueue queue) {
        return chaos.duplicates() + chaos.reorders() == 0
                ? queue::receive
                : new Deliveries(this, queue::receive);
    }

    /// A shard's records as their reader gets them.
    public ShardRecords replaying(ShardRecords records) {
        return chaos.replays() == 0 ? records : new Replays(this, records);
    }

    /// Whether an invocation that begins now is to die, and after how many of its moments: one is
    /// before a service call and one behind it. What returns earlier dies then.
    ///
    /// @param byStream whether a stream feeds its function
    public OptionalInt fate(boolean byStream) {
        SplittableRandom random = drawn(byStream ? Kind.STREAM_KILL : Kind.KILL);
        return random == null
                ? OptionalInt.empty()
                : OptionalInt.of(random.nextInt(2 << random.nextInt(MOMENT_BITS)));
    }

    /// What a service call meets before it is sent: it waits, and may be refused.
    ///
    /// @throws software.amazon.awssdk.awscore.exception.AwsServiceException what the service says
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

    /// The chance's own randomness if it is a fault.
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
