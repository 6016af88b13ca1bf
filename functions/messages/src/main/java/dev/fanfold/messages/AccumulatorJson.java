package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An accumulator: the ledger and the losses as JSON. Beside it are the bitmap of the tasks that
/// are done, the bitmaps of lost tasks with too many ranges, and the value.
public final class AccumulatorJson {
    private static final String WHAT = "accumulator";

    private AccumulatorJson() {}

    public static PackedJson write(Accumulator accumulator) {
        var beside = new PackedJson.Writer();
        Ledger ledger = accumulator.ledger();
        return beside.with(
                Members.versioned()
                        .with("job", accumulator.job().value())
                        .with("version", accumulator.version())
                        .with("planned", accumulator.planned())
                        .with("epoch", accumulator.epoch())
                        .with("seal", write(accumulator.seal()))
                        .with("doneTasks", accumulator.done().size())
                        .with("doneBytes", beside.add(accumulator.done().toBytes()))
                        .with("lost", kinds(accumulator.losses(), beside))
                        .with("samples", samples(accumulator.losses()))
                        .with("groups", LossGroupJson.write(accumulator.losses().groups()))
                        .with("covered", write(ledger.coverageSum()))
                        .with("records", RecordsJson.write(ledger.records()))
                        .with("workMillis", ledger.workMillis())
                        .with("versions", ledger.versions().isEmpty() ? null : ledger.versions())
                        .with("value", PayloadJson.write(accumulator.value(), beside)));
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

    // As text if that is short; otherwise the number of bytes beside the JSON.
    private static Object kinds(Losses losses, PackedJson.Writer beside) {
        var kinds = new LinkedHashMap<String, Object>();
        losses.byKind()
                .forEach((kind, tasks) ->
                        kinds.put(
                                kind.name(),
                                TaskSetText.isShort(tasks)
                                        ? TaskSetText.write(tasks)
                                        : beside.add(tasks.toBytes())));
        return kinds;
    }

    private static Object samples(Losses losses) {
        var samples = new LinkedHashMap<String, Object>();
        losses.samples()
                .forEach((task, reason) ->
                        samples.put(String.valueOf(task), ReasonJson.write(reason).values()));
        return samples;
    }

    // Marks are 64 bits: hexadecimal text survives readers that round numbers.
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
        Fields fields = Json.read(WHAT, packedJson.json()).versioned();
        var beside = new PackedJson.Reader(packedJson.bytes());
        return new Accumulator(
                fields.reading("job", JobId::new),
                fields.number("version"),
                fields.count("planned"),
                fields.count("epoch"),
                fields.has("seal") ? seal(fields.object("seal")) : null,
                tasks(beside.next(fields.count("doneBytes"))),
                losses(fields, beside),
                new Ledger(
                        covered(fields.object("covered")),
                        RecordsJson.read(fields.object("records")),
                        fields.number("workMillis"),
                        new TreeSet<>(
                                fields.has("versions") ? fields.texts("versions") : List.of())),
                PayloadJson.read(fields.object("value"), beside));
    }

    private static TaskSet tasks(byte[] bitmap) {
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

    private static Losses losses(Fields fields, PackedJson.Reader beside) {
        Fields lost = fields.object("lost");
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        for (String kind : lost.names()) {
            kinds.put(
                    Reason.Kind.valueOf(kind),
                    lost.raw(kind) instanceof String
                            ? lost.reading(kind, TaskSetText::read)
                            : tasks(beside.next(lost.count(kind))));
        }
        Fields named = fields.object("samples");
        var samples = new TreeMap<Integer, Reason>();
        for (String task : named.names()) {
            samples.put(Integer.valueOf(task), ReasonJson.read(named.object(task)));
        }
        return new Losses(kinds, samples, LossGroupJson.read(fields, "groups"));
    }

    private static CoverageSum covered(Fields fields) {
        return new CoverageSum(
                fields.number("units"),
                fields.reading("marks", marks -> Long.parseUnsignedLong(marks, 16)),
                fields.number("consumed"));
    }
}
