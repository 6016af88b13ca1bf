package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The key of a group: the bytes of its columns, separated by 0xff, which appears in no UTF-8 text.
final class Key {
    static final byte SEPARATOR = (byte) 0xff;

    /// Compares keys column by column, by Unicode code points. The separator sorts before any other
    /// byte.
    static final Comparator<byte[]> ORDER = Key::compare;

    private Key() {}

    private static int compare(byte[] a, byte[] b) {
        int length = Math.min(a.length, b.length);
        for (int i = 0; i < length; i++) {
            if (a[i] != b[i]) {
                return ((a[i] + 1) & 0xff) - ((b[i] + 1) & 0xff);
            }
        }
        return a.length - b.length;
    }

    /// The values of the columns.
    static List<String> texts(byte[] key, int columns) {
        var texts = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= key.length && columns > 0; i++) {
            if (i == key.length || key[i] == SEPARATOR) {
                texts.add(new String(key, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return texts;
    }
}
