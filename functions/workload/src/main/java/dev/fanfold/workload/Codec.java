package dev.fanfold.workload;

import java.nio.ByteBuffer;

/// A partial result as bytes: equal results have equal bytes.
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
}
