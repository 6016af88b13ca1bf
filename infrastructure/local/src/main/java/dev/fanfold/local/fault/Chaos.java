package dev.fanfold.local.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The rates of injected faults. Functions cannot see them.
///
/// ```java
/// LocalOptions.defaults().chaos(Chaos.of(7).kills(0)).visibility(Duration.ofSeconds(15))
/// ```
///
/// The seed decides which opportunities become faults: the n-th opportunity of a kind has the same
/// result in each run with the same rates. Which message or call is the n-th opportunity depends on
/// the JVM's threads. So a seed repeats the decisions of a run, but not the run.
///
/// If an environment is killed, its invocation ends without a result. The messages become visible
/// again after their visibility timeout, which is minutes in the template. So set a shorter one
/// with [dev.fanfold.local.LocalOptions#visibility], but longer than the longest invocation.
///
/// @param duplicates share of the messages that a queue delivers twice, with the same receive
///   count; the second delivery may overlap the processing of the first
/// @param reorders share of the receives with several messages that are shuffled
/// @param throttles share of the service calls by functions that are throttled; each attempt of the
///   SDK counts
/// @param kills share of the invocations in which the environment dies, for functions without a
///   stream
/// @param streamKills the same for functions with a stream
/// @param replays share of the stream's records that are delivered again with the next read, in
///   most cases after later ones
/// @param latency maximum extra delay before a service call by a function is sent
public record Chaos(
        long seed,
        double duplicates,
        double reorders,
        double throttles,
        double kills,
        double streamKills,
        double replays,
        Duration latency) {
    public Chaos {
        for (double share : List.of(duplicates, reorders, throttles, kills, streamKills, replays)) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "a share must be between 0 and 1, but is " + share);
            }
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency must be 0 or more, but is " + latency);
        }
    }

    /// No faults.
    public static Chaos none() {
        return new Chaos(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /// Far more faults than AWS has.
    ///
    /// The rates are 30 % duplicates, half of the receives shuffled, 10 % of the calls throttled,
    /// 10 % of the invocations killed (5 % with a stream), 30 % of the records replayed, up to 10
    /// ms more per call.
    public static Chaos of(long seed) {
        return new Chaos(seed, 0.3, 0.5, 0.1, 0.1, 0.05, 0.3, Duration.ofMillis(10));
    }

    /// A copy with another seed.
    public Chaos seed(long other) {
        return changed(copy -> copy.seed = other);
    }

    /// A copy with another share of duplicates.
    public Chaos duplicates(double share) {
        return changed(copy -> copy.duplicates = share);
    }

    /// A copy with another share of shuffled receives.
    public Chaos reorders(double share) {
        return changed(copy -> copy.reorders = share);
    }

    /// A copy with another share of throttled calls.
    public Chaos throttles(double share) {
        return changed(copy -> copy.throttles = share);
    }

    /// A copy with another share of killed invocations, for functions without a stream.
    public Chaos kills(double share) {
        return changed(copy -> copy.kills = share);
    }

    /// A copy with another share of killed invocations, for functions with a stream.
    public Chaos streamKills(double share) {
        return changed(copy -> copy.streamKills = share);
    }

    /// A copy with another share of replayed records.
    public Chaos replays(double share) {
        return changed(copy -> copy.replays = share);
    }

    /// A copy with another maximum delay.
    public Chaos latency(Duration max) {
        return changed(copy -> copy.latency = max);
    }

    private Chaos changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.chaos();
    }

    /// A mutable copy, in which one value is changed.
    private static final class Copy {
        private long seed;
        private double duplicates;
        private double reorders;
        private double throttles;
        private double kills;
        private double streamKills;
        private double replays;
        private Duration latency;

        Copy(Chaos original) {
            seed = original.seed;
            duplicates = original.duplicates;
            reorders = original.reorders;
            throttles = original.throttles;
            kills = original.kills;
            streamKills = original.streamKills;
            replays = original.replays;
            latency = original.latency;
        }

        Chaos chaos() {
            return new Chaos(
                    seed, duplicates, reorders, throttles, kills, streamKills, replays, latency);
        }
    }
}
