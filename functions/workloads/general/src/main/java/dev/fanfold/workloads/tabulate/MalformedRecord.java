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
            return walk.error
                    + hint(bytes, start, walk.next, holdsEscapes(bytes, start) ? IF_ESCAPED : hint);
        }
        if (walk.fields != layout.width()) {
            String hint =
                    holdsEscapes(bytes, start)
                            ? IF_ESCAPED
                            : beginsInQuotes(bytes) ? IF_QUOTED : "";
            return "%d columns, not %d".formatted(walk.fields, layout.width())
                    + hint(bytes, start, walk.next, hint);
        }
        return walk.hasLineEnds && strayQuotes.mayEncloseRecords(bytes)
                ? AMBIGUOUS
                : quotedKey(bytes);
    }

    /// The remedy for the value in `[start, end)` that is not a number, if its record may be a
    /// comment or its quotes may enclose it; otherwise empty.
    String hint(byte[] bytes, int recordStart, int start, int end) {
        boolean isQuoted = dialect.quote() != '"' && end > start && inQuotes(bytes, start, end);
        return hint(bytes, recordStart, end, isQuoted ? IF_QUOTED : "");
    }

    // The hint that the record may be a comment, or else the other hint.
    private String hint(byte[] bytes, int start, int end, String otherHint) {
        String comment = Header.commentAt(bytes, start, end);
        return comment.isEmpty() || !dialect.comment().isEmpty()
                ? otherHint
                : "; if lines that begin with %1$s are comments, add --set comment=%1$s"
                        .formatted(comment);
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
