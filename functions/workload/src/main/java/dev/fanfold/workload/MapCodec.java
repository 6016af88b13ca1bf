package dev.fanfold.workload;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/// Writes the entries of a map, sorted by key. The length of each key and value, in four bytes,
/// precedes its bytes.
final class MapCodec<V> implements Codec<Map<String, V>> {
    private final Codec<String> keys = Codec.strings();
    private final Codec<V> values;

    MapCodec(Codec<V> values) {
        this.values = values;
    }

    @Override
    public byte[] encode(Map<String, V> map) {
        // Inserts the entries one by one, because a copy of a sorted map would keep its comparator,
        // which may treat two keys as equal.
        Map<String, V> sorted = new TreeMap<>();
        sorted.putAll(map);
        var bytes = new ByteArrayOutputStream();
        sorted.forEach((key, value) -> {
            put(bytes, keys.encode(key));
            put(bytes, values.encode(value));
        });
        return bytes.toByteArray();
    }

    private static void put(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        bytes.writeBytes(part);
    }

    @Override
    public Map<String, V> decode(byte[] encoded) {
        var map = new TreeMap<String, V>();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        while (bytes.hasRemaining()) {
            map.put(keys.decode(part(bytes)), values.decode(part(bytes)));
        }
        return map;
    }

    private static byte[] part(ByteBuffer bytes) {
        try {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalArgumentException(
                        "a map of %d bytes has a part of %d bytes at byte %d"
                                .formatted(bytes.limit(), length, bytes.position()));
            }
            byte[] part = new byte[length];
            bytes.get(part);
            return part;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "a map of %d bytes ends within a length".formatted(bytes.limit()), e);
        }
    }
}
