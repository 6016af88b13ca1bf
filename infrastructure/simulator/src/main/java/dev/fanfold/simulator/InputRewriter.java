package dev.fanfold.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes another object of the same kind, which can replace an input.
///
/// Text stays text, and its lines keep their lengths. Separators, quotes, brackets, escapes, names
/// of JSON members, words of JSON and a possible header line are kept. Digits change, and letters
/// of the values change in a line without digits. So JSON stays JSON, and delimited text keeps its
/// columns.
final class InputRewriter {
    private final byte[] text;
    private final byte[] other;

    private InputRewriter(byte[] text) {
        this.text = text;
        this.other = text.clone();
    }

    /// Another object of the same kind; the same if it is empty.
    static byte[] of(byte[] object) {
        if (!isText(object)) {
            byte[] other = object.clone();
            for (int i = 0; i < other.length; i++) {
                other[i] ^= 1;
            }
            return other;
        }
        var inputRewriter = new InputRewriter(object);
        inputRewriter.rewrite();
        return Arrays.equals(inputRewriter.other, object)
                ? inputRewriter.withItsLastLineTwice()
                : inputRewriter.other;
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
            if (!mayBeHeader(start, end) && !digits(start, end)) {
                letters(start, end);
            }
            start = end + 1;
        }
    }

    // The first line, if it has letters and is not JSON: readers look up columns by these names.
    private boolean mayBeHeader(int start, int end) {
        boolean words = false;
        for (int i = start; i < end && !words; i++) {
            words = isBetween(text[i], 'a', 'z') || isBetween(text[i], 'A', 'Z');
        }
        return start == 0 && words && text[0] != '{' && text[0] != '[';
    }

    // Zeros are kept, so no number gains or loses a leading zero.
    private boolean digits(int start, int end) {
        boolean changed = false;
        for (int i = start; i < end; i++) {
            i += escaped(i, end);
            if (i < end && text[i] >= '1' && text[i] <= '9') {
                other[i] = (byte) ('1' + (text[i] - '1' + 1) % 9);
                changed = true;
            }
        }
        return changed;
    }

    // Bytes of the escape at this place: two for \n, six for \u00fc, 0 if there is none.
    private int escaped(int at, int end) {
        if (text[at] != '\\') {
            return 0;
        }
        return at + 1 < end && text[at + 1] == 'u' ? 6 : 2;
    }

    private void letters(int start, int end) {
        boolean quotes = indexOf('"', start, end) < end;
        for (int i = start; i < end; i++) {
            if (quotes && text[i] == '"') {
                int close = closing(i + 1, end);
                if (!isName(close + 1, end)) {
                    rotate(i + 1, close);
                }
                i = close;
            } else if (!quotes) {
                rotate(i, i + 1);
            }
        }
    }

    private int closing(int from, int end) {
        int i = from;
        while (i < end && text[i] != '"') {
            i += Math.max(1, escaped(i, end));
        }
        return Math.min(i, end);
    }

    private boolean isName(int from, int end) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i < end && text[i] == ':';
    }

    private void rotate(int from, int to) {
        for (int i = from; i < to; i++) {
            i += escaped(i, to);
            if (i < to && isBetween(text[i], 'a', 'z')) {
                other[i] = (byte) ('a' + (text[i] - 'a' + 1) % 26);
            } else if (i < to && isBetween(text[i], 'A', 'Z')) {
                other[i] = (byte) ('A' + (text[i] - 'A' + 1) % 26);
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

    // Used if no byte could change.
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
