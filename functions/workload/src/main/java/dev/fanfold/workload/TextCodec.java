package dev.fanfold.workload;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Writes texts as UTF-8. Rejects a text with an unpaired surrogate, which UTF-8 cannot represent.
final class TextCodec implements Codec<String> {
    @Override
    public byte[] encode(String value) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "a text of %d characters holds an unpaired surrogate, which UTF-8 cannot represent"
                            .formatted(value.length()),
                    e);
        }
    }

    @Override
    public String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(bytes.length + " bytes are not UTF-8", e);
        }
    }
}
