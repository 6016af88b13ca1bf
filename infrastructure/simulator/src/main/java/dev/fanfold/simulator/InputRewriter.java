package dev.fanfold.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes another object of the same kind, which can replace an input.
///
/// Text stays UTF-8 text, and its lines keep their lengths. A first line that may be a header is
/// kept. In every other line the digits from 1 to 9 change. If no digit of a line changes, its
/// letters from a to z and from A to Z change: in a line with quotes only those of quoted texts
/// that are not names of JSON members. Escapes in quoted texts are kept, except an escape that
/// directly follows another one. So JSON of one value per line stays JSON in most cases, and
/// delimited text keeps its columns. If nothing changes, the last line is repeated.
///
/// In data that is not text, every byte changes.
final class InputRewriter {
    private final byte[] text;
    private final byte[] rewritten;

    private InputRewriter(byte[] text) {
        this.text = text;
        this.rewritten = text.clone();
    }

    /// Another object of the same kind. An empty object stays empty.
    static byte[] of(byte[] object) {
        if (!isText(object)) {
            byte[] changed = object.clone();
            for (int i = 0; i < changed.length; i++) {
                changed[i] ^= 1;
            }
            return changed;
        }
        var rewriter = new InputRewriter(object);
        rewriter.rewrite();
        return Arrays.equals(rewriter.rewritten, object)
                ? rewriter.withItsLastLineTwice()
                : rewriter.rewritten;
    }

    private static boolean isText(byte[] object) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(object));
        } catch (CharacterCodingException e) {
            return false;
        }
        for (byte b : object) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    private void rewrite() {
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n' && text[end] != '\r') {
                end++;
            }
            if (!mayBeHeader(start, end) && !changeDigits(start, end)) {
                changeLetters(start, end);
            }
            start = end + 1;
        }
    }

    // The first line, if it has letters and does not begin as JSON: a reader may look up columns by
    // its names.
    private boolean mayBeHeader(int start, int end) {
        boolean hasLetters = false;
        for (int i = start; i < end && !hasLetters; i++) {
            hasLetters = isBetween(text[i], 'a', 'z') || isBetween(text[i], 'A', 'Z');
        }
        return start == 0 && hasLetters && text[0] != '{' && text[0] != '[';
    }

    // Zeros are kept, so no number gains or loses a leading zero. Returns whether a digit changed.
    private boolean changeDigits(int start, int end) {
        boolean changed = false;
        for (int i = start; i < end; i++) {
            i += escapeLength(i, end);
            if (i < end && text[i] >= '1' && text[i] <= '9') {
                rewritten[i] = (byte) ('1' + (text[i] - '1' + 1) % 9);
                changed = true;
            }
        }
        return changed;
    }

    // The number of bytes of the escape at this place: 2 for \n, 6 for \u00fc, 0 if there is none.
    private int escapeLength(int at, int end) {
        if (text[at] != '\\') {
            return 0;
        }
        return at + 1 < end && text[at + 1] == 'u' ? 6 : 2;
    }

    private void changeLetters(int start, int end) {
        boolean hasQuotes = indexOf('"', start, end) < end;
        for (int i = start; i < end; i++) {
            if (hasQuotes && text[i] == '"') {
                int close = closing(i + 1, end);
                if (!isName(close + 1, end)) {
                    rotate(i + 1, close);
                }
                i = close;
            } else if (!hasQuotes) {
                rotate(i, i + 1);
            }
        }
    }

    // The place of the quote that ends a quoted text, or the end of the line.
    private int closing(int from, int end) {
        int i = from;
        while (i < end && text[i] != '"') {
            i += Math.max(1, escapeLength(i, end));
        }
        return Math.min(i, end);
    }

    // Whether the quoted text before this place is the name of a JSON member.
    private boolean isName(int from, int end) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i < end && text[i] == ':';
    }

    // Replaces each letter by the next one of the alphabet.
    private void rotate(int from, int to) {
        for (int i = from; i < to; i++) {
            i += escapeLength(i, to);
            if (i < to && isBetween(text[i], 'a', 'z')) {
                rewritten[i] = (byte) ('a' + (text[i] - 'a' + 1) % 26);
            } else if (i < to && isBetween(text[i], 'A', 'Z')) {
                rewritten[i] = (byte) ('A' + (text[i] - 'A' + 1) % 26);
            }
        }
    }

    private static boolean isBetween(byte b, char first, char last) {
        return b >= first && b <= last;
    }

    private int indexOf(char wanted, int from, int end) {
        int i = from;
        while (i < end && text[i] != wanted) {
            i++;
        }
        return i;
    }

    private byte[] withItsLastLineTwice() {
        int end = text.length;
        boolean isEnded = end > 0 && text[end - 1] == '\n';
        int last = isEnded ? end - 1 : end;
        int start = last;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        byte[] line = Arrays.copyOfRange(text, start, last);
        ByteBuffer longer = ByteBuffer.allocate(end + (end == 0 ? 0 : line.length + 1));
        longer.put(text);
        if (end > 0 && isEnded) {
            longer.put(line).put((byte) '\n');
        } else if (end > 0) {
            longer.put((byte) '\n').put(line);
        }
        return longer.array();
    }
}
