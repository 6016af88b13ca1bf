package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the reason why a record is rejected, and the remedy.
///
/// Records that can be read in two ways are rejected too, because a wrong answer is worse than a
/// missing record. These are records with a quoted field in a file without quoting, and several
/// lines in quotes if some of the lines could be records; see [StrayQuotes].
final class MalformedRecord {
    private static final String IF_PLAIN_QUOTES =
            "; if quotes are plain characters, add --set quote=none";
    private static final String IF_MULTILINE =
            "; if fields hold line ends, add --set multiline=true" + IF_PLAIN_QUOTES;
    private static final String IF_QUOTED = "; if quotes enclose fields, add --set quote='\"'";
    private static final String IF_ESCAPED = "; if \\\" is an escaped quote, add --set escape='\\'";
    private static final String AMBIGUOUS =
            "if the quotes are plain characters, several lines of this record are records: then add --set"
                    + " quote=none; if not, write it on one line";

    private final Layout layout;
    private final Dialect dialect;
    private final Walk walk;
    private final StrayQuotes strayQuotes;

    MalformedRecord(Layout layout, Walk walk) {
        this.layout = layout;
        this.walk = walk;
        dialect = layout.dialect();
        strayQuotes = new StrayQuotes(layout, walk);
    }

    /// For the first record of a file, when its columns are not known yet.
    MalformedRecord(Dialect dialect, Walk walk) {
        this(new Layout(dialect, walk.fields, List.of(), List.of(), List.of()), walk);
    }

    /// The number of group columns to check for quoted fields: all of them in a file without
    /// quoting, otherwise none.
    int unquotedKeys() {
        return dialect.quote() == Dialect.NONE ? layout.groups().size() : 0;
    }

    static boolean inQuotes(byte[] bytes, int start, int end) {
        return bytes[start] == '"' && end - start > 1 && bytes[end - 1] == '"';
    }

    /// The error in the record that the walk read from `start`. Null if the record is valid, or if
    /// the walk read an empty line or a comment.
    @Nullable String reason(byte[] bytes, int start) {
        if (walk.blank()) {
            return null;
        }
        if (walk.error != null) {
            String hint = walk.unclosed && !dialect.multiline() ? IF_MULTILINE : IF_PLAIN_QUOTES;
            return walk.error + (holdsEscapes(bytes, start) ? IF_ESCAPED : hint);
        }
        if (walk.fields != layout.width()) {
            return "%d columns, not %d".formatted(walk.fields, layout.width())
                    + (holdsEscapes(bytes, start)
                            ? IF_ESCAPED
                            : beginsInQuotes(bytes) ? IF_QUOTED : "");
        }
        return walk.hasLineEnds && strayQuotes.mayEncloseRecords(bytes)
                ? AMBIGUOUS
                : quotedKey(bytes);
    }

    // Whether the record has a backslash before a quote, in a file without escapes.
    private boolean holdsEscapes(byte[] bytes, int start) {
        for (int p = start + 1; p < walk.next && dialect.escape() == Dialect.NONE; p++) {
            if (bytes[p] == dialect.quote() && bytes[p - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    private boolean beginsInQuotes(byte[] bytes) {
        for (int i = 0; i < walk.fields && dialect.quote() == Dialect.NONE; i++) {
            if (bytes[walk.starts[i]] == '"') {
                return true;
            }
        }
        return false;
    }

    private @Nullable String quotedKey(byte[] bytes) {
        for (int i = 0; i < unquotedKeys(); i++) {
            Column column = layout.groups().get(i);
            int start = walk.starts[column.index()];
            int end = walk.ends[column.index()];
            if (inQuotes(bytes, start, end)) {
                String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
                return ("%s: %s is in quotes, which are plain characters here%s; if they do not, name a quote that"
                                + " the file does not hold, such as --set quote=^")
                        .formatted(Excerpt.of(column.name()), Excerpt.of(text), IF_QUOTED);
            }
        }
        return null;
    }
}
