package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.WrittenOutputs;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One outcome of a report. The member `done` has the tasks of a `Done`, and the member `lost` has
/// the task of a `Lost`.
final class OutcomeJson {
    private OutcomeJson() {}

    static Members write(Outcome outcome, PackedJson.Writer partials) {
        return switch (outcome) {
            case Outcome.Done done ->
                    new Members()
                            .with("done", TaskSetText.write(done.tasks()))
                            .with("attempt", done.attempt())
                            .with("partial", PayloadJson.write(done.partial(), partials))
                            .with(
                                    "spans",
                                    done.coverage().spans().stream()
                                            .map(span -> List.of(span.from(), span.to()))
                                            .toList())
                            .with("consumed", done.coverage().consumed())
                            .with("records", RecordsJson.write(done.records()))
                            .with("millis", done.workMillis())
                            .with("version", done.version().isEmpty() ? null : done.version())
                            .with("outputs", written(done.outputs()));
            case Outcome.Lost lost ->
                    new Members()
                            .with("lost", lost.task())
                            .with("attempt", lost.attempt())
                            .with("epoch", lost.epoch())
                            .with("reason", ReasonJson.write(lost.reason()))
                            .with("trace", TraceJson.reference(lost.trace()));
        };
    }

    /// @param reportKey the key of the report that has the traces of the outcome's losses
    static Outcome read(Fields fields, String reportKey, PackedJson.Reader partials) {
        if (fields.has("lost")) {
            return new Outcome.Lost(
                    fields.count("lost"),
                    fields.count("attempt"),
                    fields.count("epoch"),
                    ReasonJson.read(fields.object("reason")),
                    TraceJson.reference(fields, "trace", reportKey));
        }
        return new Outcome.Done(
                fields.convert("done", TaskSetText::read),
                fields.count("attempt"),
                PayloadJson.read(fields.object("partial"), partials),
                new Coverage(
                        fields.list("spans").stream().map(OutcomeJson::span).toList(),
                        fields.number("consumed")),
                RecordsJson.read(fields.object("records")),
                fields.number("millis"),
                fields.has("version") ? fields.text("version") : "",
                fields.has("outputs") ? written(fields.object("outputs")) : null);
    }

    // The token uses all 64 bits. It is hexadecimal text, because some JSON parsers round numbers
    // above 2^53.
    private static @Nullable Members written(@Nullable WrittenOutputs outputs) {
        return outputs == null
                ? null
                : new Members()
                        .with("token", Long.toHexString(outputs.token()))
                        .with("tasks", TaskSetText.write(outputs.tasks()))
                        .with("count", outputs.count())
                        .with("bytes", outputs.bytes());
    }

    private static WrittenOutputs written(Fields fields) {
        return new WrittenOutputs(
                fields.convert("token", token -> Long.parseUnsignedLong(token, 16)),
                fields.convert("tasks", TaskSetText::read),
                fields.number("count"),
                fields.number("bytes"));
    }

    private static Span span(Object value) {
        if (value instanceof List<?> ends
                && ends.size() == 2
                && ends.getFirst() instanceof BigDecimal from
                && ends.getLast() instanceof BigDecimal to) {
            return new Span(from.longValueExact(), to.longValueExact());
        }
        throw new UnreadableMessageException("report: a span is [from, to], not " + value);
    }
}
