package dev.fanfold.documents;

import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.Plan;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The status of a job as one JSON document, alone or with the answer so far: responses of the API.
/// Their shapes are `JobDocument` and `ResultDocument` in `infrastructure/api/openapi.yaml`.
public final class StatusDocument {
    private static final JsonStream STREAM = JsonStream.builder().build();

    private StatusDocument() {}

    /// The job without its answer.
    ///
    /// @param trace a stack trace of one of its failures, if there is one
    /// @param words how far the job is in the words of its workload, if it says something
    public static String of(
            JobStatus jobStatus, Instant now, Optional<String> trace, Optional<String> words) {
        try (BufferedJsonWriter json = writer()) {
            json.beginObject();
            job(json, jobStatus, now, trace, words);
            json.endObject();
            return json.result();
        }
    }

    /// The job, and its answer or the answer so far.
    ///
    /// @param result the answer as JSON in UTF-8; if empty, the document's `result` is null
    public static String withResult(
            JobStatus jobStatus, Instant now, Optional<String> trace, Optional<byte[]> result) {
        String answer =
                result.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("null");
        return openResult(jobStatus, now, trace) + ",\"result\":" + answer + "}";
    }

    /// The job, and a link to its answer.
    public static String withResultAt(
            JobStatus jobStatus, Instant now, Optional<String> trace, String url) {
        return openResult(jobStatus, now, trace)
                + ",\"result\":null,\"resultUrl\":"
                + Json.text(url)
                + "}";
    }

    // The document without its last brace. The callers append the answer as text, so that it stays
    // unchanged.
    private static String openResult(JobStatus jobStatus, Instant now, Optional<String> trace) {
        try (BufferedJsonWriter json = writer()) {
            json.beginObject();
            job(json, jobStatus, now, trace, Optional.empty());
            json.name("complete");
            json.value(jobStatus.job().state() == State.SUCCEEDED);
            AccountJson.decimal(json, "covers", Pace.of(jobStatus, now).covers());
            json.endObject();
            String document = json.result();
            return document.substring(0, document.length() - 1);
        }
    }

    private static BufferedJsonWriter writer() {
        BufferedJsonWriter json = STREAM.bufferedWriter();
        json.serializeNulls(true);
        json.serializeEmpty(true);
        return json;
    }

    private static void job(
            JsonWriter json,
            JobStatus jobStatus,
            Instant now,
            Optional<String> trace,
            Optional<String> words) {
        Job job = jobStatus.job();
        Account account = Account.of(job, jobStatus.fold()).traced(trace);
        json.name("job");
        json.beginObject();
        identity(json, job);
        AccountJson.versions(json, account);
        AccountJson.tasks(json, account);
        AccountJson.round(json, account);
        progress(json, Pace.of(jobStatus, now), words);
        AccountJson.ledger(json, account);
        receipt(json, jobStatus, now);
        AccountJson.losses(json, account);
        AccountJson.problem(json, account);
        json.endObject();
    }

    private static void identity(JsonWriter json, Job job) {
        AccountJson.text(json, "id", job.id().value());
        AccountJson.text(json, "workload", job.request().workload());
        AccountJson.text(json, "state", job.state().name());
        AccountJson.text(json, "created", job.created().toString());
        AccountJson.text(json, "changed", job.changed().toString());
        if (job.isOpen()) {
            AccountJson.text(json, "deadline", job.deadline().toString());
        }
        AccountJson.number(json, "epoch", job.epoch());
    }

    private static void progress(JsonWriter json, Pace pace, Optional<String> words) {
        json.name("progress");
        json.beginObject();
        AccountJson.decimal(json, "percent", pace.percent());
        pace.tasksPerSecond().ifPresent(rate -> AccountJson.decimal(json, "tasksPerSecond", rate));
        pace.eta().ifPresent(eta -> AccountJson.seconds(json, "etaSeconds", eta));
        words.ifPresent(text -> AccountJson.text(json, "text", text));
        json.endObject();
    }

    private static void receipt(JsonWriter json, JobStatus jobStatus, Instant now) {
        Job job = jobStatus.job();
        long workMillis = job.round().totals(jobStatus.fold()).workMillis();
        Instant end = job.isOpen() ? now : job.changed();
        json.name("receipt");
        json.beginObject();
        AccountJson.seconds(json, "wallSeconds", sinceCreated(job, end));
        AccountJson.seconds(json, "workerSeconds", Duration.ofMillis(workMillis));
        // The number of messages of earlier rounds is not stored.
        if (job.plan() != null && job.round().number() == 0) {
            AccountJson.number(json, "messages", messages(job, job.plan()));
        }
        json.endObject();
    }

    // At least 0, even if the clocks of two machines differ.
    private static Duration sinceCreated(Job job, Instant end) {
        Duration wall = Duration.between(job.created(), end);
        return wall.isNegative() ? Duration.ZERO : wall;
    }

    // The number of messages of the tasks up to the send cursor, without requeued or resent tasks.
    private static long messages(Job job, Plan plan) {
        int pack = job.request().options().packFor(plan.tasks());
        return Math.ceilDiv(job.progress().sent(), pack);
    }
}
