package dev.fanfold.lambda;

import java.nio.ByteBuffer;
import java.util.Map;

/// A message that was received from a queue.
///
/// @param receipt the receipt handle
/// @param attributes the attributes that SQS sets: receive count, timestamps, group
/// @param typed the message attributes that the sender set
public record QueueMessage(
        String id,
        String receipt,
        String body,
        Map<String, String> attributes,
        Map<String, Typed> typed) {

    /// A message attribute. Strings and numbers are in `text`, and binary values are in `bytes`.
    public record Typed(String dataType, String text, ByteBuffer bytes) {}

    public int receiveCount() {
        return Integer.parseInt(attributes.get("ApproximateReceiveCount"));
    }
}
