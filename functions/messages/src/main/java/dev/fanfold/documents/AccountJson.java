package dev.fanfold.documents;

import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import io.avaje.json.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/// Writes a job's account into documents, member by member.
final class AccountJson {
    private AccountJson() {}

    static void tasks(JsonWriter json, Account account) {
        tasks(json, account.tasks());
    }

    static void tasks(JsonWriter json, Account.Tasks tasks) {
        json.name("tasks");
        json.beginObject();
        number(json, "planned", tasks.planned());
        number(json, "done", tasks.done());
        number(json, "lost", tasks.lost());
        json.endObject();
    }

    /// The round that the job is in; nothing if that is round 0.
    static void round(JsonWriter json, Account account) {
        account.round()
                .ifPresent(round -> {
                    json.name("round");
                    json.beginObject();
                    number(json, "number", round.number());
                    tasks(json, round.tasks());
                    round.notBefore().ifPresent(time -> text(json, "notBefore", time.toString()));
                    json.endObject();
                });
    }

    static void ledger(JsonWriter json, Account account) {
        json.name("ledger");
        json.beginObject();
        json.name("balanced");
        json.value(account.balanced());
        json.name("bytes");
        json.beginObject();
        number(json, "input", account.bytes().input());
        number(json, "covered", account.bytes().covered());
        json.endObject();
        records(json, account.records());
        outputs(json, account.outputs());
        number(json, "repairs", account.repairs());
        account.window().ifPresent(window -> window(json, window));
        rejected(json, account);
        missing(json, account);
        json.endObject();
    }

    private static void window(JsonWriter json, Account.Window window) {
        json.name("window");
        json.beginObject();
        number(json, "concurrency", window.concurrency());
        number(json, "overruns", window.overruns());
        json.endObject();
    }

    static void records(JsonWriter json, Records records) {
        json.name("records");
        json.beginObject();
        number(json, "read", records.read());
        number(json, "rejected", records.rejected());
        json.endObject();
    }

    /// The outputs that count; nothing if there are none.
    static void outputs(JsonWriter json, OutputCount outputs) {
        if (outputs.count() > 0) {
            json.name("outputs");
            json.beginObject();
            number(json, "count", outputs.count());
            number(json, "bytes", outputs.bytes());
            json.endObject();
        }
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

    /// The versions of the workload that ran its tasks; nothing if there is none.
    static void versions(JsonWriter json, Account account) {
        if (!account.versions().isEmpty()) {
            json.name("versions");
            json.beginArray();
            account.versions().forEach(json::value);
            json.endArray();
        }
    }

    /// The losses, and the account's trace. Each is left out if there is none.
    static void losses(JsonWriter json, Account account) {
        losses(json, account.losses());
        account.trace().ifPresent(trace -> text(json, "trace", trace));
    }

    static void losses(JsonWriter json, List<Account.Loss> losses) {
        if (!losses.isEmpty()) {
            json.name("losses");
            json.beginArray();
            losses.forEach(loss -> loss(json, loss));
            json.endArray();
        }
    }

    private static void loss(JsonWriter json, Account.Loss loss) {
        json.beginObject();
        number(json, "tasks", loss.tasks());
        loss.first().ifPresent(first -> number(json, "first", first));
        text(json, "kind", loss.kind());
        text(json, "text", loss.text());
        if (!loss.trace().isEmpty()) {
            text(json, "at", loss.at());
            text(json, "trace", loss.trace());
        }
        json.endObject();
    }

    /// The problem, as the member `error`; nothing if there is none.
    static void problem(JsonWriter json, Account account) {
        account.problem().ifPresent(problem -> problem(json, problem));
    }

    private static void problem(JsonWriter json, Account.Problem problem) {
        json.name("error");
        json.beginObject();
        text(json, "kind", problem.kind());
        text(json, "message", problem.message());
        json.endObject();
    }

    static void text(JsonWriter json, String name, String value) {
        json.name(name);
        json.value(value);
    }

    static void number(JsonWriter json, String name, long value) {
        json.name(name);
        json.value(value);
    }

    static void seconds(JsonWriter json, String name, Duration time) {
        decimal(json, name, BigDecimal.valueOf(time.toMillis(), 3));
    }

    // Plain digits, no exponent, at most nine decimals.
    static void decimal(JsonWriter json, String name, BigDecimal value) {
        BigDecimal rounded = value.setScale(Math.clamp(value.scale(), 0, 9), RoundingMode.HALF_UP);
        json.name(name);
        json.rawValue(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }
}
