package dev.fanfold.messages;

import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.outcome.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeSet;

/// The round that a job is in, inside the job's row, with the totals of the earlier rounds.
final class RoundJson {
    private RoundJson() {}

    static Members write(JobRound round) {
        Payload input = round.input();
        Instant notBefore = round.notBefore();
        return new Members()
                .with("number", round.number())
                .with("input", input == null ? null : write(input))
                .with("notBefore", notBefore == null ? null : notBefore.toString())
                .with("earlier", round.number() == 0 ? null : write(round.earlier()));
    }

    private static Members write(Payload input) {
        return switch (input) {
            case Payload.Inline inline ->
                    new Members().with("text", new String(inline.bytes(), StandardCharsets.UTF_8));
            case Payload.Spilled spilled -> PayloadJson.write(spilled);
        };
    }

    private static Members write(Totals totals) {
        return new Members()
                .with("tasks", totals.tasks())
                .with("lost", totals.lost())
                .with("records", RecordsJson.write(totals.records()))
                .with("workMillis", totals.workMillis())
                .with("versions", totals.versions())
                .with("outputs", OutputCountJson.write(totals.outputs()));
    }

    static JobRound read(Fields fields) {
        return new JobRound(
                fields.count("number"),
                fields.has("input") ? input(fields.object("input")) : null,
                fields.has("notBefore") ? fields.convert("notBefore", Instant::parse) : null,
                fields.has("earlier") ? totals(fields.object("earlier")) : Totals.NONE);
    }

    private static Payload input(Fields fields) {
        return fields.has("text")
                ? new Payload.Inline(fields.text("text").getBytes(StandardCharsets.UTF_8))
                : PayloadJson.spilled(fields);
    }

    private static Totals totals(Fields fields) {
        return new Totals(
                fields.number("tasks"),
                fields.number("lost"),
                RecordsJson.read(fields.object("records")),
                fields.number("workMillis"),
                new TreeSet<>(fields.texts("versions")),
                OutputCountJson.read(fields, "outputs"));
    }
}
