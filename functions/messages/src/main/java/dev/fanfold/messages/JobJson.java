package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job's row as JSON, without its plan and without an inline answer. The plan is stored beside
/// the JSON because it may be long, and the answer because users' clients read it. For an answer
/// that is an object of the results bucket, the JSON has the reference.
public final class JobJson {
    private static final String WHAT = "job row";

    private JobJson() {}

    /// The JSON of the row.
    public static String write(Job job) {
        Reason error = job.error();
        Pin input = job.input();
        return Members.versioned()
                .with("id", job.id().value())
                .with("version", job.version())
                .with("request", write(job.request()))
                .with("input", input == null ? null : PinJson.write(input))
                .with("created", job.created().toString())
                .with("changed", job.changed().toString())
                .with("state", job.state().name())
                .with("round", RoundJson.write(job.round()))
                .with("epoch", job.epoch())
                .with("progress", write(job.progress()))
                .with("error", error == null ? null : ReasonJson.write(error))
                .with("trace", TraceJson.write(job.trace()))
                .with(
                        "result",
                        job.result() instanceof Payload.Spilled spilled
                                ? PayloadJson.write(spilled)
                                : null)
                .text();
    }

    private static Members write(JobRequest request) {
        URI input = request.input();
        return new Members()
                .with("workload", request.workload())
                .with("settings", request.settings().values())
                .with("options", write(request.options()))
                .with("input", input == null ? null : input.toString())
                .with("owner", request.owner())
                .with("run", request.run());
    }

    private static Members write(JobOptions options) {
        return new Members()
                .with("tolerate", options.tolerate().text())
                .with("reject", options.reject().text())
                .with("pack", options.pack())
                .with("slice", options.slice())
                .with("workers", options.workers())
                .with("deadline", options.deadline().toString())
                .with("rounds", options.rounds())
                .with("concurrency", options.limitsConcurrency() ? options.concurrency() : null);
    }

    private static Members write(Progress progress) {
        Instant quietSince = progress.quietSince();
        return new Members()
                .with("since", progress.since().toString())
                .with("sent", progress.sent())
                .with("lastSent", progress.lastSent().toString())
                .with("repairs", progress.repairs())
                .with("resends", progress.resends())
                .with("quietSince", quietSince == null ? null : quietSince.toString())
                .with("overruns", progress.overruns() == 0 ? null : progress.overruns());
    }

    /// The job, from this JSON and the values that are stored beside it.
    ///
    /// @param plan the plan of the job's round, null before the round is planned
    /// @param inlineResult the job's answer, null if there is none or if it is an object of the
    ///   results bucket
    /// @throws UnreadableMessageException if it is not a row of a version that this code reads
    public static Job read(
            String text, @Nullable Plan plan, Payload.@Nullable Inline inlineResult) {
        return Json.read(WHAT, text).versioned().convert(row -> job(row, plan, inlineResult));
    }

    private static Job job(
            Fields fields, @Nullable Plan plan, Payload.@Nullable Inline inlineResult) {
        return new Job(
                fields.convert("id", JobId::new),
                fields.number("version"),
                request(fields.object("request"), fields.isBeforeRounds()),
                fields.has("input") ? PinJson.read(fields.object("input")) : null,
                fields.convert("created", Instant::parse),
                fields.convert("changed", Instant::parse),
                fields.convert("state", State::valueOf),
                fields.isBeforeRounds() ? JobRound.FIRST : RoundJson.read(fields.object("round")),
                fields.count("epoch"),
                plan,
                progress(fields.object("progress"), fields.isBeforeRounds()),
                fields.has("error") ? ReasonJson.read(fields.object("error")) : null,
                TraceJson.read(fields, "trace"),
                fields.has("result") ? PayloadJson.spilled(fields.object("result")) : inlineResult);
    }

    private static JobRequest request(Fields fields, boolean beforeRounds) {
        return new JobRequest(
                fields.text("workload"),
                JobSettings.of(PlanJson.texts(fields.object("settings"))),
                options(fields.object("options"), beforeRounds),
                fields.has("input") ? fields.convert("input", URI::create) : null,
                fields.text("owner"),
                fields.count("run"));
    }

    // A row of version 1 has `concurrency` instead of `workers`, and has no `reject`, because
    // rejected records had no limit.
    private static JobOptions options(Fields fields, boolean beforeRounds) {
        boolean hasWorkers = fields.has("workers");
        return new JobOptions(
                fields.convert("tolerate", Tolerance::new),
                hasWorkers ? fields.convert("reject", Tolerance::new) : Tolerance.ALL,
                fields.count("pack"),
                fields.number("slice"),
                fields.count(hasWorkers ? "workers" : "concurrency"),
                fields.convert("deadline", Duration::parse),
                beforeRounds ? JobOptions.DEFAULT_ROUNDS : fields.count("rounds"),
                hasWorkers && fields.has("concurrency") ? fields.count("concurrency") : 0);
    }

    // Before version 4 the member of the resends was called `rounds`.
    private static Progress progress(Fields fields, boolean beforeRounds) {
        return new Progress(
                fields.convert("since", Instant::parse),
                fields.count("sent"),
                fields.convert("lastSent", Instant::parse),
                fields.number("repairs"),
                fields.count(beforeRounds ? "rounds" : "resends"),
                fields.has("quietSince") ? fields.convert("quietSince", Instant::parse) : null,
                fields.has("overruns") ? fields.number("overruns") : 0);
    }
}
