package dev.fanfold.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A DynamoDB item that was read. Its errors name the missing attribute.
record StoredItem(Map<String, AttributeValue> attributes) {
    @Nullable String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    String text(String name) {
        return value(name).s();
    }

    long number(String name) {
        return Long.parseLong(value(name).n());
    }

    byte[] bytes(String name) {
        return value(name).b().asByteArrayUnsafe();
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    private AttributeValue value(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "an item has no \"" + name + "\", only " + attributes.keySet());
        }
        return value;
    }
}
