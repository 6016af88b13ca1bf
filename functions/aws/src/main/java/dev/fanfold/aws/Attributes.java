package dev.fanfold.aws;

import dev.fanfold.workload.InvalidInputException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of a DynamoDB item that is being written.
final class Attributes {
    /// The maximum size of an item in bytes. DynamoDB allows 400 KB; the difference is reserved for
    /// attributes that a later version adds.
    static final int MAX_BYTES = 350_000;

    private final Map<String, AttributeValue> values = new HashMap<>();

    Attributes with(String name, String text) {
        values.put(name, AttributeValue.fromS(text));
        return this;
    }

    Attributes with(String name, long number) {
        values.put(name, AttributeValue.fromN(Long.toString(number)));
        return this;
    }

    Attributes with(String name, byte[] bytes) {
        values.put(name, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
        return this;
    }

    /// Lets DynamoDB delete the item when [AwsPorts#ROW_RETENTION] has passed since `written`, or
    /// some time later. DynamoDB expects the time in seconds.
    Attributes expiring(Instant written) {
        return with("expires", written.plus(AwsPorts.ROW_RETENTION).getEpochSecond());
    }

    /// The item with these attributes.
    ///
    /// @param what the name of the item, for the error
    /// @param remedy what makes the item smaller, for the error
    /// @throws InvalidInputException if the attributes together have more than [#MAX_BYTES] bytes
    Map<String, AttributeValue> item(String what, String remedy) {
        long size =
                values.entrySet().stream()
                        .mapToLong(attribute ->
                                attribute.getKey().length() + size(attribute.getValue()))
                        .sum();
        if (size > MAX_BYTES) {
            throw new InvalidInputException(
                    "%s takes %d bytes, more than the %d that an item may have: %s"
                            .formatted(what, size, MAX_BYTES, remedy));
        }
        return values;
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case N -> value.n().length();
            case B -> value.b().asByteArrayUnsafe().length;
            default ->
                    throw new IllegalArgumentException("no attribute of ours is " + value.type());
        };
    }
}
