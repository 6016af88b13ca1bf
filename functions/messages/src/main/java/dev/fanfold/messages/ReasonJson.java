package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Reason;

/// The reason of a loss, of a seal or of a job's end, inside a report, an accumulator or a row.
final class ReasonJson {
    private ReasonJson() {}

    static Members write(Reason reason) {
        return new Members().with("kind", reason.kind().name()).with("text", reason.text());
    }

    static Reason read(Fields fields) {
        return new Reason(fields.convert("kind", Reason.Kind::valueOf), fields.text("text"));
    }
}
