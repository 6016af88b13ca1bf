package dev.fanfold.template;

import java.util.Optional;

/// Reads the maximum number of parallel invocations, of a queue's event source mapping and of a
/// function.
///
/// For a mapping, `ScalingConfig` sets it directly. `ProvisionedPollerConfig` sets the number of
/// pollers, each of which runs at most ten invocations. Lambda accepts only one of the two
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
final class Concurrency {
    /// The local cloud's limit for each function and for each mapping.
    static final int MAX_ENVIRONMENTS = 1000;

    private static final int MAX_RESERVED = 10_000;
    private static final int INVOCATIONS_PER_POLLER = 10;
    private static final int MIN_POLLERS = 2;
    private static final int MAX_MINIMUM_POLLERS = 200;
    private static final int MAX_POLLERS = 10_000;
    private static final String POLLERS = "ProvisionedPollerConfig";

    private Concurrency() {}

    static int of(Properties mapping) {
        Optional<Properties> scaling = mapping.part("ScalingConfig", KnownParts.SCALING);
        Optional<Integer> fromPollers =
                mapping.part(POLLERS, KnownParts.POLLERS).map(Concurrency::ofPollers);
        if (fromPollers.isPresent() && scaling.isPresent()) {
            throw mapping.refuse(
                    POLLERS, "excludes ScalingConfig, because pollers limit the concurrency");
        }
        return fromPollers
                .or(() ->
                        scaling.map(part ->
                                part.integer(
                                        "MaximumConcurrency",
                                        MAX_ENVIRONMENTS,
                                        MIN_POLLERS,
                                        MAX_ENVIRONMENTS)))
                .orElse(MAX_ENVIRONMENTS);
    }

    /// The maximum number of environments of a function: its reserved concurrency, up to the local
    /// cloud's limit.
    static int reserved(Properties function) {
        int reserved =
                function.integer("ReservedConcurrentExecutions", MAX_ENVIRONMENTS, 0, MAX_RESERVED);
        return Math.min(MAX_ENVIRONMENTS, reserved);
    }

    private static int ofPollers(Properties pollers) {
        int min = pollers.integer("MinimumPollers", MIN_POLLERS, MIN_POLLERS, MAX_MINIMUM_POLLERS);
        int max = pollers.integer("MaximumPollers", MAX_MINIMUM_POLLERS, MIN_POLLERS, MAX_POLLERS);
        if (max < min) {
            throw pollers.refuse(
                    "MaximumPollers", "is %d, less than MinimumPollers %d".formatted(max, min));
        }
        return Math.min(MAX_ENVIRONMENTS, max * INVOCATIONS_PER_POLLER);
    }
}
