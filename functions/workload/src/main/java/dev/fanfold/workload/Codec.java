package dev.fanfold.workload;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/// Converts a partial result to bytes and back. Equal results have equal bytes.
///
/// If a method throws, the tasks of the message are lost, or the job fails.
///
/// @param <P> the type of a partial result
public interface Codec<P> {
    /// The bytes of a partial result.
    byte[] encode(P value);

    /// The partial result in bytes that [#encode] returned.
    P decode(byte[] bytes);

    /// A codec of whole numbers, as eight bytes, big-endian.
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

    /// A codec of strings, as UTF-8. It throws [IllegalArgumentException] for a string with an
    /// unpaired surrogate, because UTF-8 cannot represent it.
    static Codec<String> strings() {
        return new TextCodec();
    }

    /// A codec of maps with strings as keys. The entries are written in the natural order of their
    /// keys, even if the map has another order. Equal maps have equal bytes if equal values have
    /// equal bytes. A decoded map is sorted and mutable.
    static <V> Codec<Map<String, V>> map(Codec<V> values) {
        return new MapCodec<>(values);
    }

    /// A codec that writes partial results as text in UTF-8. `write` makes the text and `read`
    /// parses it, for example with a JSON library. Equal results must become equal texts, so
    /// `write` must sort parts that have no order, such as the entries of a map.
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
