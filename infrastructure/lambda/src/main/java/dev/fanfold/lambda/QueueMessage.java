package dev.fanfold.lambda;

import java.nio.ByteBuffer;
import java.util.Map;

/// A received message.
///
/// @param attributes SQS's own attributes: receive count, timestamps, group
/// @param typed the attributes that the sender set
public record QueueMessage(
        String id,
        String receipt,
        String body,
        Map<String, String> attributes,
        Map<String, Typed> typed) {

    /// A message attribute: a string or a number as text, or bytes.
    public record Typed(String dataType, String text, ByteBuffer bytes) {}

    public int receiveCount() {
        return Integer.parseInt(attributes.get("ApproximateReceiveCount"));
    }
}
