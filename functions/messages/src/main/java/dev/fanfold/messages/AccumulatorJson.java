package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.OutputTokens;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An accumulator as JSON, with bytes beside it: the bitmap of the tasks that are done, the bitmaps
/// of lost tasks whose text would be long, the merged value unless it is an object of its own, and
/// the tokens of the outputs that count.
public final class AccumulatorJson {
    private static final String WHAT = "accumulator";

    private AccumulatorJson() {}

    /// The JSON and the bytes of the accumulator.
    public static PackedJson write(Accumulator accumulator) {
        var bytes = new PackedJson.Writer();
        Ledger ledger = accumulator.ledger();
        return bytes.packed(
                Members.versioned()
                        .with("job", accumulator.job().value())
                        .with("round", accumulator.round())
                        .with("version", accumulator.version())
                        .with("planned", accumulator.planned())
                        .with("epoch", accumulator.epoch())
                        .with("seal", write(accumulator.seal()))
                        .with("doneTasks", accumulator.done().size())
                        .with("doneBytes", bytes.add(accumulator.done().toBytes()))
                        .with("lost", lostByKind(accumulator.losses(), bytes))
                        .with("samples", samples(accumulator.losses()))
                        .with("groups", LossGroupJson.write(accumulator.losses().groups()))
                        .with("covered", write(ledger.coverageSum()))
                        .with("records", RecordsJson.write(ledger.records()))
                        .with("workMillis", ledger.workMillis())
                        .with("versions", ledger.versions().isEmpty() ? null : ledger.versions())
                        .with("outputs", OutputCountJson.write(ledger.outputs()))
                        .with("value", PayloadJson.write(accumulator.value(), bytes))
                        .with("tokenBytes", tokens(accumulator.outputs(), bytes)));
    }

    private static @Nullable Object tokens(OutputTokens outputs, PackedJson.Writer bytes) {
        return outputs.chunks().isEmpty() ? null : bytes.add(outputs.toBytes());
    }

    private static OutputTokens tokens(Fields fields, PackedJson.Reader bytes) {
        return fields.has("tokenBytes")
                ? OutputTokens.fromBytes(
                        fields.convert("job", JobId::new),
                        fields.round(),
                        bytes.next(fields.count("tokenBytes")))
                : OutputTokens.NONE;
    }

    private static @Nullable Members write(@Nullable Seal seal) {
        return switch (seal) {
            case null -> null;
            case Seal.Complete _ -> new Members().with("how", "complete");
            case Seal.Rejected rejected ->
                    new Members()
                            .with("how", "rejected")
                            .with("reason", ReasonJson.write(rejected.reason()));
            case Seal.Failed failed ->
                    new Members()
                            .with("how", "failed")
                            .with("reason", ReasonJson.write(failed.reason()))
                            .with("trace", TraceJson.write(failed.trace()));
            case Seal.Cancelled _ -> new Members().with("how", "cancelled");
        };
    }

    // The lost tasks of each kind: their text if it is short, otherwise the length of their bitmap
    // beside the JSON.
    private static Object lostByKind(Losses losses, PackedJson.Writer bytes) {
        var kinds = new LinkedHashMap<String, Object>();
        losses.byKind()
                .forEach((kind, tasks) ->
                        kinds.put(
                                kind.name(),
                                TaskSetText.isShort(tasks)
                                        ? TaskSetText.write(tasks)
                                        : bytes.add(tasks.toBytes())));
        return kinds;
    }

    private static Object samples(Losses losses) {
        var samples = new LinkedHashMap<String, Object>();
        losses.samples()
                .forEach((task, reason) ->
                        samples.put(String.valueOf(task), ReasonJson.write(reason).values()));
        return samples;
    }

    // Marks use all 64 bits. They are written as hexadecimal text, because some JSON parsers round
    // numbers above 2^53.
    private static Members write(CoverageSum coverageSum) {
        return new Members()
                .with("units", coverageSum.units())
                .with("marks", Long.toHexString(coverageSum.marks()))
                .with("consumed", coverageSum.consumed());
    }

    /// The accumulator in this JSON and these bytes.
    ///
    /// @throws UnreadableMessageException if it is not an accumulator of a version that this code
    ///   reads
    public static Accumulator read(PackedJson packedJson) {
        var bytes = new PackedJson.Reader(packedJson.bytes());
        return Json.read(WHAT, packedJson.json())
                .versioned()
                .convert(members -> accumulator(members, bytes));
    }

    private static Accumulator accumulator(Fields fields, PackedJson.Reader bytes) {
        return new Accumulator(
                fields.convert("job", JobId::new),
                fields.round(),
                fields.number("version"),
                fields.count("planned"),
                fields.count("epoch"),
                fields.has("seal") ? seal(fields.object("seal")) : null,
                taskSet(bytes.next(fields.count("doneBytes"))),
                losses(fields, bytes),
                new Ledger(
                        coverageSum(fields.object("covered")),
                        RecordsJson.read(fields.object("records")),
                        fields.number("workMillis"),
                        new TreeSet<>(
                                fields.has("versions") ? fields.texts("versions") : List.of()),
                        OutputCountJson.read(fields, "outputs")),
                PayloadJson.read(fields.object("value"), bytes),
                tokens(fields, bytes));
    }

    private static TaskSet taskSet(byte[] bitmap) {
        try {
            return TaskSet.fromBytes(bitmap);
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(
                    WHAT + ": its " + bitmap.length + " bytes are not a set of tasks", e);
        }
    }

    private static Seal seal(Fields fields) {
        return switch (fields.text("how")) {
            case "complete" -> new Seal.Complete();
            case "rejected" -> new Seal.Rejected(ReasonJson.read(fields.object("reason")));
            case "failed" ->
                    new Seal.Failed(
                            ReasonJson.read(fields.object("reason")),
                            TraceJson.read(fields, "trace"));
            case "cancelled" -> new Seal.Cancelled();
            case String other ->
                    throw new UnreadableMessageException(
                            WHAT
                                    + ": sealed "
                                    + Fields.shown(other)
                                    + ", which this code does not know");
        };
    }

    private static Losses losses(Fields fields, PackedJson.Reader bytes) {
        Fields lost = fields.object("lost");
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        for (String kind : lost.names()) {
            kinds.put(
                    Reason.Kind.valueOf(kind),
                    lost.raw(kind) instanceof String
                            ? lost.convert(kind, TaskSetText::read)
                            : taskSet(bytes.next(lost.count(kind))));
        }
        Fields reasons = fields.object("samples");
        var samples = new TreeMap<Integer, Reason>();
        for (String task : reasons.names()) {
            samples.put(Integer.valueOf(task), ReasonJson.read(reasons.object(task)));
        }
        return new Losses(kinds, samples, LossGroupJson.read(fields, "groups"));
    }

    private static CoverageSum coverageSum(Fields fields) {
        return new CoverageSum(
                fields.number("units"),
                fields.convert("marks", marks -> Long.parseUnsignedLong(marks, 16)),
                fields.number("consumed"));
    }
}
