package dev.fanfold.messages;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// JSON, and beside it the bytes of its binary values, one after the other. The JSON has the length
/// of each value. In the JSON, as base64, the bytes would need a third more space.
@SuppressWarnings("ArrayRecordComponent") // never changed after construction; equal by content
public record PackedJson(String json, byte[] bytes) {
    /// The size of the JSON and the bytes together, as DynamoDB counts it for two attributes of an
    /// item, in bytes. The names of the attributes are not included.
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

    /// Collects the binary values. They must be added in the order in which they are read.
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /// Adds a value. Returns its length, for the JSON.
        int add(byte[] value) {
            bytes.writeBytes(value);
            return value.length;
        }

        /// The JSON with these members, and the values that were added.
        PackedJson packed(Members members) {
            return new PackedJson(members.text(), bytes.toByteArray());
        }
    }

    /// Returns the values in the order in which they were added.
    static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        /// The next value.
        ///
        /// @param length its length, from the JSON
        /// @throws UnreadableMessageException if fewer bytes are left
        byte[] next(int length) {
            if (length > bytes.length - position) {
                throw new UnreadableMessageException(
                        "%d bytes are missing: a value ends at %d of %d"
                                .formatted(
                                        position + length - bytes.length,
                                        position + length,
                                        bytes.length));
            }
            position += length;
            return Arrays.copyOfRange(bytes, position - length, position);
        }
    }
}
