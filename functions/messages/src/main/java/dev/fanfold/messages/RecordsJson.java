package dev.fanfold.messages;

import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.util.List;

/// How many records were read and rejected, inside a report, an accumulator or a row.
final class RecordsJson {
    private RecordsJson() {}

    static Members write(Records records) {
        Members members = new Members().with("read", records.read());
        if (records.rejected() > 0) {
            members.with("rejected", records.rejected());
            members.with("first", records.first().stream().map(RecordsJson::write).toList());
        }
        return members;
    }

    private static Object write(Rejection rejection) {
        return new Members()
                .with("object", rejection.object())
                .with("offset", rejection.offset())
                .with("reason", rejection.reason())
                .values();
    }

    static Records read(Fields fields) {
        if (!fields.has("rejected")) {
            return Records.read(fields.number("read"));
        }
        List<Rejection> first =
                fields.objects("first").stream()
                        .map(rejection ->
                                new Rejection(
                                        rejection.text("object"),
                                        rejection.number("offset"),
                                        rejection.text("reason")))
                        .toList();
        return new Records(fields.number("read"), fields.number("rejected"), first);
    }
}
