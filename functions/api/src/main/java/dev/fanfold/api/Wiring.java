package dev.fanfold.api;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;

/// Builds the API, and the check of tokens.
final class Wiring {
    private Wiring() {}

    static Api api(Settings settings) {
        Ports ports = AwsPorts.of(settings, Workloads.discovered());
        return new Api(
                ports, ObjectLinks.of(settings), SettingsJson::parse, settings.anonymousOwner());
    }

    static Tokens tokens(Settings settings) {
        return new Tokens(settings);
    }
}
