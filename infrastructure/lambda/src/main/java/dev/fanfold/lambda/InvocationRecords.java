package dev.fanfold.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds the message that Lambda sends to the on-failure destination of a stream mapping.
///
/// It contains the position of the discarded records in the shard, but not the records:
/// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#services-dynamodb-errors
public final class InvocationRecords {
    private InvocationRecords() {}

    /// The message as JSON.
    public static String json(
            DiscardedEntries<?> discardedEntries,
            String functionArn,
            String streamArn,
            String shard,
            Instant now) {
        Map<String, Object> message = new LinkedHashMap<>();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("functionArn", functionArn);
        request.put("condition", discardedEntries.condition().text());
        request.put("approximateInvokeCount", discardedEntries.failures());
        message.put("requestContext", request);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("statusCode", 200);
        response.put("functionError", "Unhandled");
        message.put("responseContext", response);
        message.put("version", "1.0");
        message.put("timestamp", now.toString());
        message.put("DDBStreamBatchInfo", batch(discardedEntries, streamArn, shard));
        return Json.write(message);
    }

    private static Map<String, Object> batch(
            DiscardedEntries<?> discardedEntries, String streamArn, String shard) {
        StreamEntry<?> first = discardedEntries.entries().getFirst();
        StreamEntry<?> last = discardedEntries.entries().getLast();
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", shard);
        batch.put("startSequenceNumber", first.number());
        batch.put("endSequenceNumber", last.number());
        batch.put("approximateArrivalOfFirstRecord", first.written());
        batch.put("approximateArrivalOfLastRecord", last.written());
        batch.put("batchSize", discardedEntries.entries().size());
        batch.put("streamArn", streamArn);
        return batch;
    }
}
