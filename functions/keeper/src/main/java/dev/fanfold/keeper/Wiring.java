package dev.fanfold.keeper;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.work.Workloads;

/// Builds the keeper.
final class Wiring {
    private Wiring() {}

    static Keeper keeper(Settings settings) {
        return new Keeper(AwsPorts.of(settings, Workloads.discovered()));
    }
}
