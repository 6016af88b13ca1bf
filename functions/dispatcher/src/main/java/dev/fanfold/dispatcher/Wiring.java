package dev.fanfold.dispatcher;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;

/// Builds the dispatcher.
final class Wiring {
    private Wiring() {}

    static Dispatcher dispatcher(Settings settings) {
        return new Dispatcher(AwsPorts.of(settings, Workloads.discovered()), SettingsJson::parse);
    }
}
