package dev.fanfold.aggregator;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Aggregator;
import dev.fanfold.engine.work.Workloads;

/// Builds the aggregator.
final class Wiring {
    private Wiring() {}

    static Aggregator aggregator(Settings settings) {
        return new Aggregator(AwsPorts.of(settings, Workloads.discovered()));
    }
}
