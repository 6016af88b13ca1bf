package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Rejection;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A job and its answer as the one JSON document that programs read.
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
/// When there are any, `ledger.rejected` lists the first rejected records and `ledger.missing` the
/// missing slices; a job without success has `job.error`. `result` is the workload's own JSON,
/// digit for digit, or null.
public final class JobDocument {
    private static final JsonStream STREAM = JsonStream.builder().build();

    private JobDocument() {}

    /// The document.
    ///
    /// @param result the answer, null when there is none
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

    // As it is, number for number. The writer has a way to do that, for Latin-1 alone.
    private static String withResult(String document, byte @Nullable [] result) {
        String answer = result == null ? "null" : new String(result, StandardCharsets.UTF_8);
        return document.substring(0, document.length() - 1) + ",\"result\":" + answer + "}";
    }

    private static void job(JsonWriter json, Account account, Receipt receipt) {
        json.beginObject();
        text(json, "id", account.id().value());
        text(json, "workload", account.workload());
        text(json, "state", account.state().name());
        json.name("tasks");
        json.beginObject();
        number(json, "planned", account.tasks().planned());
        number(json, "done", account.tasks().done());
        number(json, "lost", account.tasks().lost());
        json.endObject();
        json.name("ledger");
        ledger(json, account);
        json.name("receipt");
        receipt(json, receipt);
        account.problem().ifPresent(problem -> problem(json, problem));
        json.endObject();
    }

    private static void ledger(JsonWriter json, Account account) {
        json.beginObject();
        json.name("balanced");
        json.value(account.balanced());
        json.name("bytes");
        json.beginObject();
        number(json, "input", account.bytes().input());
        number(json, "covered", account.bytes().covered());
        json.endObject();
        json.name("records");
        json.beginObject();
        number(json, "read", account.records().read());
        number(json, "rejected", account.records().rejected());
        json.endObject();
        number(json, "repairs", account.repairs());
        rejected(json, account);
        missing(json, account);
        json.endObject();
    }

    private static void rejected(JsonWriter json, Account account) {
        if (account.records().first().isEmpty()) {
            return;
        }
        json.name("rejected");
        json.beginArray();
        for (Rejection rejection : account.records().first()) {
            json.beginObject();
            text(json, "object", rejection.object());
            number(json, "offset", rejection.offset());
            text(json, "reason", rejection.reason());
            json.endObject();
        }
        json.endArray();
    }

    private static void missing(JsonWriter json, Account account) {
        if (account.missing().isEmpty()) {
            return;
        }
        json.name("missing");
        json.beginArray();
        for (Account.Missing slice : account.missing()) {
            json.beginObject();
            number(json, "task", slice.task());
            number(json, "from", slice.from());
            number(json, "to", slice.to());
            text(json, "reason", slice.reason());
            json.endObject();
        }
        json.endArray();
    }

    private static void receipt(JsonWriter json, Receipt receipt) {
        json.beginObject();
        seconds(json, "wallSeconds", receipt.wall());
        seconds(json, "workerSeconds", receipt.work());
        number(json, "invocations", receipt.invocations());
        number(json, "messages", receipt.messages());
        number(json, "writes", receipt.writes());
        decimal(json, "usd", receipt.usd());
        json.endObject();
    }

    private static void problem(JsonWriter json, Account.Problem problem) {
        json.name("error");
        json.beginObject();
        text(json, "kind", problem.kind());
        text(json, "message", problem.message());
        json.endObject();
    }

    private static void text(JsonWriter json, String name, String value) {
        json.name(name);
        json.value(value);
    }

    private static void number(JsonWriter json, String name, long value) {
        json.name(name);
        json.value(value);
    }

    private static void seconds(JsonWriter json, String name, Duration time) {
        decimal(json, name, BigDecimal.valueOf(time.toMillis(), 3));
    }

    // Plain digits, no exponent, at most nine decimals.
    private static void decimal(JsonWriter json, String name, BigDecimal value) {
        BigDecimal rounded = value.setScale(Math.clamp(value.scale(), 0, 9), RoundingMode.HALF_UP);
        json.name(name);
        json.rawValue(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }
}
