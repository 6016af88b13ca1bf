package dev.fanfold.messages;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// JSON that a person can read, and beside it the bytes of the values it speaks of, one after the
/// other: bytes in a text would take a third more.
@SuppressWarnings("ArrayRecordComponent") // never changed after it was made; equal by content
public record PackedJson(String json, byte[] bytes) {
    /// What it takes as an item's attributes, in bytes.
    public int size() {
        return json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedJson that
                && json.equals(that.json)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * json.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return json + " + " + bytes.length + " bytes";
    }

    /// Takes in values; the JSON notes how long each one is.
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int add(byte[] value) {
            bytes.writeBytes(value);
            return value.length;
        }

        PackedJson with(Members members) {
            return new PackedJson(members.text(), bytes.toByteArray());
        }
    }

    /// Gives the values back in the order in which they were added.
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] next(int length) {
            if (length > bytes.length - at) {
                throw new UnreadableMessageException(
                        "%d bytes are missing: a value ends at %d of %d"
                                .formatted(at + length - bytes.length, at + length, bytes.length));
            }
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }
    }
}
