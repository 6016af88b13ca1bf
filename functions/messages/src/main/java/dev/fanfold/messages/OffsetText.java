package dev.fanfold.messages;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/// Ascending offsets as text: the distances between them, with seven bits in each byte (LEB128), in
/// base64.
final class OffsetText {
    private OffsetText() {}

    static String write(long[] offsets) {
        var bytes = new ByteArrayOutputStream();
        long last = 0;
        for (long offset : offsets) {
            long distance = offset - last;
            while (distance > 0x7f) {
                bytes.write((int) ((distance & 0x7f) | 0x80));
                distance >>>= 7;
            }
            bytes.write((int) distance);
            last = offset;
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static long[] read(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        var offsets = new long[bytes.length];
        int count = 0;
        long last = 0;
        int at = 0;
        while (at < bytes.length) {
            int shift = 0;
            long distance = 0;
            do {
                distance |= (bytes[at] & 0x7fL) << shift;
                shift += 7;
            } while (bytes[at++] < 0);
            last += distance;
            offsets[count++] = last;
        }
        return Arrays.copyOf(offsets, count);
    }
}
