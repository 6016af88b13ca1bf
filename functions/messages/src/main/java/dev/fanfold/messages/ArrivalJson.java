package dev.fanfold.messages;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.workload.Pin;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message on the dispatch queue: a notification from S3 about new objects, a test event from S3,
/// or `{"v":4,"job":"...","round":0}` for a job that waits to be planned or sent.
public final class ArrivalJson {
    private static final String WHAT = "dispatch message";

    private ArrivalJson() {}

    /// The message that asks the dispatcher to plan or to send a round of a job.
    ///
    /// @param waiting the job
    /// @param round the round that waits to be planned or sent
    public static String write(JobId waiting, int round) {
        return Members.versioned().with("job", waiting.value()).with("round", round).text();
    }

    /// The message in this text.
    ///
    /// @throws UnreadableMessageException if it is none of these messages, or if it has a version
    ///   that this code does not read
    public static Arrival read(String text) {
        return Json.read(WHAT, text).convert(ArrivalJson::arrival);
    }

    private static Arrival arrival(Fields fields) {
        if (fields.has("Records")) {
            return notification(fields.objects("Records"));
        }
        if (fields.has("Event")) {
            return new Arrival.Nothing(fields.text("Event"));
        }
        Fields waiting = fields.versioned();
        return new Arrival.Waiting(waiting.convert("job", JobId::new), waiting.round());
    }

    private static Arrival notification(List<Fields> records) {
        var objects = new ArrayList<Pin>();
        for (Fields record : records) {
            if (record.text("eventName").startsWith("ObjectCreated:")) {
                objects.add(pin(record.object("s3")));
            }
        }
        return objects.isEmpty()
                ? new Arrival.Nothing("no new object")
                : new Arrival.Uploaded(objects);
    }

    // The member `sequencer`, which orders the uploads of one key, is not used: a job's id depends
    // on the uploaded version and not on the order of uploads. The version id is "null" if the
    // object was uploaded while the bucket's versioning was not enabled.
    private static Pin pin(Fields s3) {
        String bucket = s3.object("bucket").text("name");
        Fields object = s3.object("object");
        String version = object.textOrNull("versionId");
        return new Pin(
                object.convert("key", key -> uri(bucket, key)),
                version == null || version.equals("null") ? "" : version,
                object.text("eTag").replace("\"", ""),
                object.number("size"));
    }

    // Keys in notifications are encoded like form fields, with '+' for a space. They are decoded
    // here, once.
    private static URI uri(String bucket, String encodedKey) {
        return InboxKey.uri(bucket, URLDecoder.decode(encodedKey, StandardCharsets.UTF_8));
    }
}
