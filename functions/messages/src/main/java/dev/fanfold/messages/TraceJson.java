package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import org.jspecify.annotations.Nullable;

/// Three forms of traces: a complete trace in a job's row or in a seal, the traces of a report, and
/// the reference from a loss to a trace of a report.
final class TraceJson {
    private TraceJson() {}

    static @Nullable Members write(@Nullable Trace trace) {
        return trace == null
                ? null
                : new Members()
                        .with("hash", trace.hash())
                        .with("at", trace.at())
                        .with("text", trace.text());
    }

    /// The complete trace in the member of this name, null if there is none.
    static @Nullable Trace read(Fields fields, String name) {
        if (!fields.has(name)) {
            return null;
        }
        Fields trace = fields.object(name);
        return new Trace(trace.text("hash"), trace.text("at"), trace.text("text"));
    }

    /// The traces of a report, null if it has none.
    static @Nullable Object write(Traces traces) {
        return switch (traces) {
            case Traces.Inline inline when inline.texts().isEmpty() -> null;
            case Traces.Inline inline -> inline.texts();
            case Traces.Spilled spilled -> PayloadJson.write(spilled.where());
        };
    }

    /// The traces of a report, from the member of this name.
    static Traces readAll(Fields fields, String name) {
        return switch (fields.raw(name)) {
            case null -> Traces.Inline.NONE;
            case java.util.Map<?, ?> _ -> new Traces.Spilled(spilled(fields, name));
            default -> new Traces.Inline(fields.texts(name));
        };
    }

    private static Payload.Spilled spilled(Fields fields, String name) {
        return PayloadJson.spilled(fields.object(name));
    }

    /// The reference from a loss to a trace, null if there is none. It does not have the key of the
    /// report, because the loss and the trace are in the same report.
    static @Nullable Members reference(@Nullable TraceReference traceReference) {
        return traceReference == null
                ? null
                : new Members()
                        .with("hash", traceReference.hash())
                        .with("at", traceReference.at())
                        .with("place", traceReference.place());
    }

    /// The reference in the member of this name, null if there is none.
    ///
    /// @param reportKey the key of the report that has the trace
    static @Nullable TraceReference reference(Fields fields, String name, String reportKey) {
        if (!fields.has(name)) {
            return null;
        }
        Fields reference = fields.object(name);
        return new TraceReference(
                reference.text("hash"), reference.text("at"), reportKey, reference.count("place"));
    }
}
