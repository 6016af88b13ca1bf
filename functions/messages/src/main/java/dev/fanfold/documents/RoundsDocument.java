package dev.fanfold.documents;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.OptionalInt;

/// The rounds of a job as one JSON document: the response of the API, and the output of the command
/// line. Its shape is `RoundsDocument` in `infrastructure/api/openapi.yaml`.
public final class RoundsDocument {
    private static final JsonStream STREAM = JsonStream.builder().build();

    private RoundsDocument() {}

    /// The document of these rounds.
    ///
    /// @param next the parameter `after` of the request for the next page, which is the number of
    ///   the last of these rounds; empty if there are no further rounds
    public static String of(List<RoundAccount> rounds, OptionalInt next) {
        try (BufferedJsonWriter json = STREAM.bufferedWriter()) {
            json.serializeNulls(true);
            json.serializeEmpty(true);
            json.beginObject();
            json.name("rounds");
            json.beginArray();
            rounds.forEach(round -> round(json, round));
            json.endArray();
            next.ifPresent(number -> AccountJson.number(json, "next", number));
            json.endObject();
            return json.result();
        }
    }

    private static void round(JsonWriter json, RoundAccount round) {
        json.beginObject();
        AccountJson.number(json, "number", round.number());
        AccountJson.tasks(json, round.tasks());
        json.name("balanced");
        json.value(round.balanced());
        AccountJson.records(json, round.records());
        AccountJson.outputs(json, round.outputs());
        AccountJson.seconds(json, "workerSeconds", round.work());
        AccountJson.losses(json, round.losses());
        json.endObject();
    }
}
