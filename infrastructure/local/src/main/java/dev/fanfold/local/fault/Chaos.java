package dev.fanfold.local.fault;

import java.time.Duration;
import java.util.List;

/// How often what goes wrong. A setting of the cloud: no function sees it.
///
/// ```java
/// LocalOptions.defaults().chaos(Chaos.of(7)).visibility(Duration.ofSeconds(15))
/// ```
///
/// The seed decides which chances are taken: the n-th chance of a fault falls the same way each
/// time. Which message or call meets the n-th chance is up to the JVM's threads, so a seed repeats
/// a run's faults, not the run.
///
/// Lambda's environments die with their invocation: it is not heard of again, and its messages come
/// back when their visibility ends. The template's takes minutes, so say less with
/// [dev.fanfold.local.LocalOptions#visibility], but more than the longest invocation takes.
///
/// @param duplicates share of the messages that a queue delivers once more, with the same receive
///   count, while the first is worked on
/// @param reorders share of the receives whose messages are shuffled
/// @param throttles share of the service calls by functions that are refused, each try of the SDK's
///   for itself
/// @param kills share of the invocations in which the environment dies, of functions that no stream
///   feeds
/// @param streamKills the same, of functions that a stream feeds
/// @param replays share of the stream's records that come once more, after later ones
/// @param latency most that a service call by a function waits before it is sent, in addition
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
                throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
            }
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency is 0 or more, not " + latency);
        }
    }

    /// Nothing goes wrong.
    public static Chaos none() {
        return new Chaos(0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /// Far worse than any day on AWS: 30 % duplicates, half of the receives shuffled, 10 % of the
    /// calls throttled, 10 % of the invocations killed (5 % where a stream feeds), 30 % of the
    /// records replayed, up to 10 ms more a call.
    public static Chaos of(long seed) {
        return new Chaos(seed, 0.3, 0.5, 0.1, 0.1, 0.05, 0.3, Duration.ofMillis(10));
    }
}
