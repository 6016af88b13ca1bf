package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Payload;

/// A payload: the number of its bytes beside the JSON, or the key, the hash and the size of the
/// object that holds it.
final class PayloadJson {
    private PayloadJson() {}

    static Members write(Payload payload, PackedJson.Writer bytes) {
        return switch (payload) {
            case Payload.Inline inline -> new Members().with("bytes", bytes.add(inline.bytes()));
            case Payload.Spilled spilled -> write(spilled);
        };
    }

    static Members write(Payload.Spilled spilled) {
        return new Members()
                .with("key", spilled.key())
                .with("hash", spilled.hash())
                .with("size", spilled.size());
    }

    static Payload read(Fields fields, PackedJson.Reader bytes) {
        return fields.has("bytes")
                ? new Payload.Inline(bytes.next(fields.count("bytes")))
                : spilled(fields);
    }

    static Payload.Spilled spilled(Fields fields) {
        return new Payload.Spilled(fields.text("key"), fields.text("hash"), fields.number("size"));
    }
}
