package dev.fanfold.workload;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/// Writes the entries of a map, sorted by key. Each key and each value is written as its length, in
/// four bytes, and its bytes.
final class MapCodec<V> implements Codec<Map<String, V>> {
    private final Codec<String> keys = Codec.strings();
    private final Codec<V> values;

    MapCodec(Codec<V> values) {
        this.values = values;
    }

    @Override
    public byte[] encode(Map<String, V> map) {
        // The map is not copied with `new TreeMap<>(map)`, which would keep the comparator of a
        // sorted map.
        Map<String, V> sorted = new TreeMap<>();
        sorted.putAll(map);
        var bytes = new ByteArrayOutputStream();
        sorted.forEach((key, value) -> {
            writePart(bytes, keys.encode(key));
            writePart(bytes, values.encode(value));
        });
        return bytes.toByteArray();
    }

    private static void writePart(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        bytes.writeBytes(part);
    }

    @Override
    public Map<String, V> decode(byte[] encoded) {
        var map = new TreeMap<String, V>();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        while (bytes.hasRemaining()) {
            map.put(keys.decode(readPart(bytes)), values.decode(readPart(bytes)));
        }
        return map;
    }

    private static byte[] readPart(ByteBuffer bytes) {
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
