package dev.fanfold.messages;

import dev.fanfold.workload.Pin;
import java.net.URI;

/// A pinned object inside a row or a plan.
final class PinJson {
    private PinJson() {}

    static Members write(Pin pin) {
        return new Members()
                .with("uri", pin.uri().toString())
                .with("version", pin.version())
                .with("etag", pin.etag())
                .with("size", pin.size());
    }

    static Pin read(Fields fields) {
        return new Pin(
                fields.convert("uri", URI::create),
                fields.text("version"),
                fields.text("etag"),
                fields.number("size"));
    }
}
