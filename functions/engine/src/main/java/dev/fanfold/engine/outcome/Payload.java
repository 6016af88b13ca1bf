package dev.fanfold.engine.outcome;

import java.util.Arrays;

/// The bytes of a value, or a reference to them.
public sealed interface Payload {
    /// A value that is small enough to be part of the item that refers to it.
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

    /// A value that is an object of the results bucket.
    ///
    /// @param key the key of the object
    /// @param hash the SHA-256 of the bytes, in hexadecimal
    /// @param size the number of bytes
    record Spilled(String key, String hash, long size) implements Payload {}
}
