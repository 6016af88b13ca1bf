package dev.fanfold.engine.outcome;

import java.util.Arrays;

/// The bytes of a value, or a reference to them.
public sealed interface Payload {
    /// Small enough to be part of the message or row.
    @SuppressWarnings("ArrayRecordComponent") // never changed; equal by content
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

    /// Stored as an object in the result store.
    ///
    /// @param hash SHA-256 of the bytes, in hexadecimal
    record Spilled(String key, String hash, long size) implements Payload {}
}
