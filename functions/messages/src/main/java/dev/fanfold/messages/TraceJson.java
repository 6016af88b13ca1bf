package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import org.jspecify.annotations.Nullable;

/// Traces: whole in a job's row or in a seal, those of a report, and the reference from a loss.
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
            case Traces.Inline here when here.texts().isEmpty() -> null;
            case Traces.Inline here -> here.texts();
            case Traces.Spilled there -> PayloadJson.write(there.where());
        };
    }

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

    /// The reference from a loss to a trace in its own report, which need not name the report.
    static @Nullable Members reference(@Nullable TraceReference traceReference) {
        return traceReference == null
                ? null
                : new Members()
                        .with("hash", traceReference.hash())
                        .with("at", traceReference.at())
                        .with("place", traceReference.place());
    }

    static @Nullable TraceReference reference(Fields fields, String name, String report) {
        if (!fields.has(name)) {
            return null;
        }
        Fields traced = fields.object(name);
        return new TraceReference(
                traced.text("hash"), traced.text("at"), report, traced.count("place"));
    }
}
