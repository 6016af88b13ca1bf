package dev.fanfold.workload;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Writes rejections as JSON Lines: one JSON object on each line, in UTF-8.
///
/// No line is longer than [#MAX_LINE_BYTES]. If a record does not fit, its beginning is written.
final class RejectLines implements Closeable {
    /// The maximum length of a line in bytes, without its line end. Fanfold's readers accept lines
    /// of this length.
    static final int MAX_LINE_BYTES = 16 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_ESCAPE_BYTES = 6;
    // A multiple of 3, so that only the last group of a text in base64 can be incomplete.
    private static final int BASE64_BYTES = 3 << 10;
    private static final byte[] END = ascii("\"}");
    private static final byte[] CUT_END = ascii("\",\"cut\":true}");
    private static final byte[][] ESCAPES = escapes();

    private final OutputStream out;
    private final byte[] object;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(1 << 10);
    // The number of bytes of the current line.
    private long length;

    RejectLines(OutputStream out, String object) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.object = object.getBytes(StandardCharsets.UTF_8);
    }

    /// Writes the line of a record, whose bytes are `[from, to)`.
    void write(long offset, String reason, byte[] record, int from, int to) throws IOException {
        length = 0;
        write("{\"object\":\"");
        writeText(object, 0, object.length);
        write("\",\"offset\":" + offset + ",\"reason\":\"");
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        writeText(text, 0, text.length);
        if (isUtf8(record, from, to)) {
            writeRecord(record, from, to);
        } else {
            writeBase64(record, from, to);
        }
        out.write('\n');
    }

    private void writeRecord(byte[] record, int from, int to) throws IOException {
        write("\",\"record\":\"");
        int end = textEnd(record, from, to, MAX_LINE_BYTES - length - END.length);
        boolean isCut = end < to;
        if (isCut) {
            end = textEnd(record, from, to, MAX_LINE_BYTES - length - CUT_END.length);
        }
        writeText(record, from, end);
        write(isCut ? CUT_END : END);
    }

    private void writeBase64(byte[] record, int from, int to) throws IOException {
        write("\",\"base64\":\"");
        boolean isCut = 4L * Math.ceilDiv(to - from, 3) > MAX_LINE_BYTES - length - END.length;
        long room = MAX_LINE_BYTES - length - CUT_END.length;
        int end = isCut ? from + (int) (room / 4 * 3) : to;
        for (int start = from; start < end; start += BASE64_BYTES) {
            int chunkEnd = Math.min(end, start + BASE64_BYTES);
            write(Base64.getEncoder().encode(Arrays.copyOfRange(record, start, chunkEnd)));
        }
        write(isCut ? CUT_END : END);
    }

    private boolean isUtf8(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to && bytes[index] >= 0) {
            index++;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, index, to - index);
        decoder.reset();
        CoderResult result;
        do {
            decoded.clear();
            result = decoder.decode(rest, decoded, true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }

    // The end of the longest text from `from` on that needs at most `room` bytes. It is not inside
    // a character.
    private static int textEnd(byte[] text, int from, int to, long room) {
        if ((long) MAX_ESCAPE_BYTES * (to - from) <= room) {
            return to;
        }
        long left = room;
        int end = from;
        for (int index = from; index < to; index++) {
            if ((text[index] & 0xc0) != 0x80) {
                end = index;
            }
            left -= ESCAPES[text[index] & 0xff].length;
            if (left < 0) {
                return end;
            }
        }
        return to;
    }

    private void writeText(byte[] text, int from, int to) throws IOException {
        int start = from;
        for (int index = from; index < to; index++) {
            byte[] escape = ESCAPES[text[index] & 0xff];
            if (escape.length > 1) {
                write(text, start, index);
                write(escape);
                start = index + 1;
            }
        }
        write(text, start, to);
    }

    private void write(String text) throws IOException {
        write(ascii(text));
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
        length += to - from;
    }

    // The bytes that are written for each byte: the byte itself, or its escape.
    private static byte[][] escapes() {
        byte[][] escapes = new byte[256][];
        for (int value = 0; value < escapes.length; value++) {
            escapes[value] =
                    value < ' ' ? ascii("\\u%04x".formatted(value)) : new byte[] {(byte) value};
        }
        String named = "\"\"\\\\\bb\ff\nn\rr\tt";
        for (int index = 0; index < named.length(); index += 2) {
            escapes[named.charAt(index)] = ascii("\\" + named.charAt(index + 1));
        }
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
