package dev.fanfold.engine.outcome;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The distinct traces of a report's losses, or a reference to them.
public sealed interface Traces {
    /// Traces that are small enough to be part of the report.
    record Inline(List<String> texts) implements Traces {
        public static final Inline NONE = new Inline(List.of());

        public Inline {
            texts = List.copyOf(texts);
        }
    }

    /// Traces that are an object of the results bucket, in the format of [#toBytes(List)].
    record Spilled(Payload.Spilled where) implements Traces {}

    /// The texts one after the other. Before each text there is a line with its length in bytes,
    /// and after it a line end.
    static byte[] toBytes(List<String> texts) {
        var all = new StringBuilder();
        texts.forEach(text -> all.append(Utf8.bytes(text)).append('\n').append(text).append('\n'));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads texts that [#toBytes(List)] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes have another format
    static List<String> fromBytes(byte[] bytes) {
        var texts = new ArrayList<String>();
        for (int at = 0; at < bytes.length; ) {
            int lineEnd = at;
            while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            int length = length(bytes, at, lineEnd);
            texts.add(new String(bytes, lineEnd + 1, length, StandardCharsets.UTF_8));
            at = lineEnd + 1 + length + 1;
        }
        return texts;
    }

    private static int length(byte[] bytes, int from, int to) {
        String digits = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!digits.matches("\\d{1,6}") || to + 1 + Integer.parseInt(digits) >= bytes.length) {
            throw new IllegalArgumentException(
                    "no traces in these %d bytes: at byte %d there is no length of a trace"
                            .formatted(bytes.length, from));
        }
        return Integer.parseInt(digits);
    }
}
