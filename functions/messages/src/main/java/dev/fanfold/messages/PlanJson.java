package dev.fanfold.messages;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A plan as JSON, which is stored beside the JSON of the job's row. A plan of items may be long:
/// the offsets of a million groups take about 3 MB.
public final class PlanJson {
    private static final String WHAT = "plan";

    private PlanJson() {}

    /// The JSON of the plan.
    public static String write(Plan plan) {
        Members members = Members.versioned();
        switch (plan) {
            case Plan.Bytes bytes ->
                    members.with("unit", "bytes")
                            .with("object", PinJson.write(bytes.object()))
                            .with("from", bytes.from());
            case Plan.Numbers numbers ->
                    members.with("unit", "numbers")
                            .with("from", numbers.from())
                            .with("to", numbers.to());
            case Plan.Items items ->
                    members.with("unit", "items")
                            .with("object", PinJson.write(items.object()))
                            .with("to", items.to())
                            .with("starts", OffsetText.write(items.starts().toArray()));
        }
        return members.with("each", plan.each()).with("facts", plan.facts()).text();
    }

    /// The plan in this text.
    ///
    /// @throws UnreadableMessageException if it is not a plan of a version that this code reads
    public static Plan read(String text) {
        return Json.read(WHAT, text).versioned().convert(PlanJson::plan);
    }

    private static Plan plan(Fields fields) {
        long each = fields.number("each");
        SortedMap<String, String> facts = new TreeMap<>(texts(fields.object("facts")));
        return switch (fields.text("unit")) {
            case "bytes" ->
                    new Plan.Bytes(
                            PinJson.read(fields.object("object")),
                            fields.number("from"),
                            each,
                            facts);
            case "numbers" ->
                    new Plan.Numbers(fields.number("from"), fields.number("to"), each, facts);
            case "items" ->
                    new Plan.Items(
                            PinJson.read(fields.object("object")),
                            fields.number("to"),
                            each,
                            new ItemIndex(fields.convert("starts", OffsetText::read)),
                            facts);
            case String other ->
                    throw new UnreadableMessageException(
                            "plan: \"unit\" is bytes, numbers or items, not "
                                    + Fields.shown(other));
        };
    }

    /// All members, which are texts.
    static Map<String, String> texts(Fields fields) {
        var texts = new TreeMap<String, String>();
        fields.names().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }
}
