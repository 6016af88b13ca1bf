package dev.fanfold.workload;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/// Writes a partial result as bytes and reads it back. Equal results have equal bytes.
///
/// @param <P> the partial result
public interface Codec<P> {
    byte[] encode(P value);

    P decode(byte[] bytes);

    /// Eight bytes, big-endian.
    static Codec<Long> longs() {
        return new Codec<>() {
            @Override
            public byte[] encode(Long value) {
                return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
            }

            @Override
            public Long decode(byte[] bytes) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        };
    }

    /// UTF-8. A text with half a character (an unpaired surrogate) is rejected, because UTF-8 has
    /// no bytes for it.
    static Codec<String> strings() {
        return new TextCodec();
    }

    /// Maps with strings as keys, written in the order of the keys for every kind of map. Equal
    /// maps have equal bytes if equal values have. A decoded map is sorted and mutable.
    static <V> Codec<Map<String, V>> map(Codec<V> values) {
        return new MapCodec<>(values);
    }

    /// UTF-8 of the text that the two functions write and read, for example with a JSON library.
    /// Equal results must become equal texts, so sort unordered parts like the members of a map.
    static <P> Codec<P> text(Function<P, String> write, Function<String, P> read) {
        Codec<String> texts = strings();
        return new Codec<>() {
            @Override
            public byte[] encode(P value) {
                return texts.encode(write.apply(value));
            }

            @Override
            public P decode(byte[] bytes) {
                return read.apply(texts.decode(bytes));
            }
        };
    }
}
