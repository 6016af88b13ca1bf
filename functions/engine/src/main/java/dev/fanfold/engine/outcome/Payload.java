package dev.fanfold.engine.outcome;

import java.util.Arrays;

/// The bytes of a value, or where they lie.
public sealed interface Payload {
    /// Small enough to travel along.
    @SuppressWarnings("ArrayRecordComponent") // never changed after it was made; equal by content
    record Inline(byte[] bytes) implements Payload {
        @Override
        public boolean equals(Object other) {
            return other instanceof Inline that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /// In the result store.
    ///
    /// @param hash SHA-256 of the bytes, in hexadecimal
    record Spilled(String key, String hash, long size) implements Payload {}
}
