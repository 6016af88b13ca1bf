package dev.fanfold.documents;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A job, its receipt and its answer as one JSON document: the output of `./fanfold run --json`.
///
/// ```json
/// {"job": {"id": "…", "workload": "…", "state": "SUCCEEDED",
///          "tasks": {"planned": 4, "done": 4, "lost": 0},
///          "ledger": {"balanced": true, "bytes": {"input": 9, "covered": 9},
///                     "records": {"read": 3, "rejected": 0}, "repairs": 0},
///          "receipt": {"wallSeconds": 1.9, "workerSeconds": 0.8, "invocations": 3,
///                      "messages": 4, "writes": 9, "usd": 0.00001}},
///  "result": {}}
/// ```
///
/// `job.tasks` and the ledger count all rounds of the job, but `ledger.bytes`, `ledger.missing` and
/// `job.losses` are those of its last round. These members exist only if they are not empty:
///
/// - `job.versions`: the versions of the workload that ran its tasks; more than one if another
///   version was deployed while the job ran;
/// - `job.round`: the last round, if it is not round 0;
/// - `ledger.outputs`: the number and the bytes of the outputs that count;
/// - `ledger.window`: the option `concurrency`, and how often one task more may have run;
/// - `ledger.rejected`: the first rejected records;
/// - `ledger.missing`: the slices of tasks that are not done, lost or not reported, at most 1,000;
/// - `job.losses`: the reasons for which tasks are lost, each with the number of tasks; if an
///   exception was thrown, also with its place and the hash of its stack trace as `trace`;
/// - `job.trace`: the stack trace itself, of one of the failures;
/// - `job.error`: the reason why a job that ended has no complete answer.
///
/// `result` is the workload's own JSON, character for character, or null.
public final class JobDocument {
    private static final JsonStream STREAM = JsonStream.builder().build();

    private JobDocument() {}

    /// The document.
    ///
    /// @param result the answer as JSON in UTF-8, null if there is none
    public static String of(Account account, Receipt receipt, byte @Nullable [] result) {
        try (BufferedJsonWriter json = STREAM.bufferedWriter()) {
            json.serializeNulls(true);
            json.serializeEmpty(true);
            json.beginObject();
            json.name("job");
            job(json, account, receipt);
            json.endObject();
            return withResult(json.result(), result);
        }
    }

    // The answer is copied unchanged. The writer's own method for that supports ASCII only.
    private static String withResult(String document, byte @Nullable [] result) {
        String answer = result == null ? "null" : new String(result, StandardCharsets.UTF_8);
        return document.substring(0, document.length() - 1) + ",\"result\":" + answer + "}";
    }

    private static void job(JsonWriter json, Account account, Receipt receipt) {
        json.beginObject();
        AccountJson.text(json, "id", account.id().value());
        AccountJson.text(json, "workload", account.workload());
        AccountJson.text(json, "state", account.state().name());
        AccountJson.versions(json, account);
        AccountJson.tasks(json, account);
        AccountJson.round(json, account);
        AccountJson.ledger(json, account);
        json.name("receipt");
        receipt(json, receipt);
        AccountJson.losses(json, account);
        AccountJson.problem(json, account);
        json.endObject();
    }

    private static void receipt(JsonWriter json, Receipt receipt) {
        json.beginObject();
        AccountJson.seconds(json, "wallSeconds", receipt.wall());
        AccountJson.seconds(json, "workerSeconds", receipt.work());
        AccountJson.number(json, "invocations", receipt.invocations());
        AccountJson.number(json, "messages", receipt.messages());
        AccountJson.number(json, "writes", receipt.writes());
        AccountJson.decimal(json, "usd", receipt.usd());
        json.endObject();
    }
}
