package dev.fanfold.workload;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/// A partial result as bytes: equal results have equal bytes.
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

    /// UTF-8. A text with half a character (an unpaired surrogate) is refused, because UTF-8 has no
    /// bytes for it.
    static Codec<String> strings() {
        return new TextCodec();
    }

    /// Maps with texts as keys, in the order of their keys, whatever map it is: equal maps have
    /// equal bytes if equal values have. A decoded map is sorted and can be changed.
    static <V> Codec<Map<String, V>> map(Codec<V> values) {
        return new MapCodec<>(values);
    }

    /// A text that the given functions write and read, such as those of a JSON library of your
    /// choice, as UTF-8. Equal results must be written as equal texts, so sort what has no order of
    /// its own, such as the members of a map.
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
