package dev.fanfold.simulator.service;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// DynamoDB's order and size of attribute values.
final class Values {
    private Values() {}

    static int compared(AttributeValue left, AttributeValue right) {
        return left.n() != null && right.n() != null
                ? new java.math.BigDecimal(left.n()).compareTo(new java.math.BigDecimal(right.n()))
                : compared(left.s(), right.s());
    }

    // Orders by UTF-8 bytes. Characters of two Java chars therefore sort last.
    private static int compared(String left, String right) {
        int both = Math.min(left.length(), right.length());
        for (int i = 0; i < both; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                int pairs =
                        Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
                return pairs != 0 ? pairs : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// The size of an item in bytes, with its attribute names.
    static long size(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> one : item.entrySet()) {
            AttributeValue value = one.getValue();
            size += one.getKey().length();
            size +=
                    switch (value.type()) {
                        case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
                        case N -> Math.ceilDiv(value.n().length(), 2) + 1;
                        case B -> value.b().asByteArrayUnsafe().length;
                        default -> 1;
                    };
        }
        return size;
    }
}
