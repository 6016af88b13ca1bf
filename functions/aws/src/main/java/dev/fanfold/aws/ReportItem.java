package dev.fanfold.aws;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.messages.PackedJson;
import dev.fanfold.messages.ReportJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A report as an item: the JSON of the report in `report`, and the bytes of its partial results in
/// `partials`. If a report is too long for one item, each half of its outcomes is written as a
/// report of its own, whose key has a suffix. A half that is still too long is halved again.
public final class ReportItem {
    public static final String REPORT = "report";
    public static final String PARTIALS = "partials";

    // Reserved for the keys, the expiry and the names of the attributes.
    private static final int OTHER_BYTES = 1_000;

    private ReportItem() {}

    /// The items of the report, one for each part, in the order in which they are to be written.
    ///
    /// Only the first part has the traces. References to traces use the key of the whole report, so
    /// a reader of traces searches all parts. Only the last part has the next messages, so they are
    /// sent when all outcomes are written.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if one outcome is too long for an item
    static List<Map<String, AttributeValue>> write(String partition, Report report) {
        PackedJson packedJson = ReportJson.write(report);
        List<Outcome> outcomes = report.outcomes();
        if (packedJson.size() <= Attributes.MAX_BYTES - OTHER_BYTES || outcomes.size() < 2) {
            return List.of(item(partition, report, packedJson));
        }
        int middle = outcomes.size() / 2;
        var items =
                new ArrayList<>(
                        write(
                                partition,
                                new Report(
                                        report.job(),
                                        report.round(),
                                        report.key() + ".0",
                                        report.at(),
                                        outcomes.subList(0, middle),
                                        report.traces())));
        items.addAll(
                write(
                        partition,
                        new Report(
                                report.job(),
                                report.round(),
                                report.key() + ".1",
                                report.at(),
                                outcomes.subList(middle, outcomes.size()),
                                Traces.Inline.NONE,
                                report.next())));
        return items;
    }

    private static Map<String, AttributeValue> item(
            String partition, Report report, PackedJson packedJson) {
        Attributes item =
                new Attributes()
                        .with("pk", partition)
                        .with("sk", report.key())
                        .with(REPORT, packedJson.json())
                        .expiring(report.at());
        if (packedJson.bytes().length > 0) {
            item.with(PARTIALS, packedJson.bytes());
        }
        return item.item(
                "report " + report.key() + " of job " + report.job(),
                "give a smaller --pack, so that fewer tasks have one outcome");
    }

    static Report read(StoredItem item) {
        return read(
                item.text(REPORT),
                item.has(PARTIALS) ? ByteBuffer.wrap(item.bytes(PARTIALS)) : null);
    }

    /// The report in these two attributes of an item.
    ///
    /// @param partials null if the item lacks this attribute
    /// @throws dev.fanfold.messages.UnreadableMessageException if this code cannot read it
    public static Report read(String report, @Nullable ByteBuffer partials) {
        byte[] bytes = new byte[partials == null ? 0 : partials.remaining()];
        if (partials != null) {
            partials.duplicate().get(bytes);
        }
        return ReportJson.read(new PackedJson(report, bytes));
    }
}
