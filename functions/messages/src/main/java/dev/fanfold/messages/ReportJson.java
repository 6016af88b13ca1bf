package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.NextStep;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A report: its outcomes as JSON, their partial results as the bytes beside it.
public final class ReportJson {
    private static final String WHAT = "report";

    private ReportJson() {}

    /// The JSON of the report, and the bytes of its partial results.
    public static PackedJson write(Report report) {
        var partials = new PackedJson.Writer();
        return partials.packed(
                Members.versioned()
                        .with("job", report.job().value())
                        .with("round", report.round())
                        .with("key", report.key())
                        .with("at", report.at().toString())
                        .with(
                                "outcomes",
                                report.outcomes().stream()
                                        .map(outcome ->
                                                OutcomeJson.write(outcome, partials).values())
                                        .toList())
                        .with("traces", TraceJson.write(report.traces()))
                        .with("next", report.next().isEmpty() ? null : next(report)));
    }

    private static List<Map<String, Object>> next(Report report) {
        return report.next().stream()
                .map(step ->
                        new Members()
                                .with("epoch", step.epoch())
                                .with("chain", ChainJson.write(step.chain()))
                                .values())
                .toList();
    }

    /// The report in this JSON and these bytes.
    ///
    /// @throws UnreadableMessageException if it is not a report of a version that this code reads
    public static Report read(PackedJson packedJson) {
        var partials = new PackedJson.Reader(packedJson.bytes());
        return Json.read(WHAT, packedJson.json())
                .versioned()
                .convert(members -> report(members, partials));
    }

    private static Report report(Fields fields, PackedJson.Reader partials) {
        String key = fields.text("key");
        return new Report(
                fields.convert("job", JobId::new),
                fields.round(),
                key,
                fields.convert("at", Instant::parse),
                fields.objects("outcomes").stream()
                        .<Outcome>map(outcome -> OutcomeJson.read(outcome, wholeKey(key), partials))
                        .toList(),
                TraceJson.readAll(fields, "traces"),
                fields.has("next")
                        ? fields.objects("next").stream()
                                .map(step ->
                                        new NextStep(
                                                step.count("epoch"),
                                                ChainJson.read(step.object("chain"))))
                                .toList()
                        : List.of());
    }

    // The key of the whole report, if this is one of the parts of a long report. References to
    // traces use this key, because only the first part has the traces.
    private static String wholeKey(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }
}
