package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the reason why a malformed record is rejected, and the remedy.
///
/// Records that can be read in two ways are rejected too, because a wrong answer is worse than a
/// missing record. These are, in a file without quoting, records with a field of a group column
/// that begins and ends with a double quote. With quoting, they are records of several lines if
/// some of the lines may be records themselves; see [StrayQuotes].
final class RecordErrors {
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

    RecordErrors(Layout layout, Walk walk) {
        this.layout = layout;
        this.walk = walk;
        dialect = layout.dialect();
        strayQuotes = new StrayQuotes(layout, walk);
    }

    /// For the first record of a file, when its columns are not known yet. Any number of fields is
    /// right, and no field belongs to a group column.
    RecordErrors(Dialect dialect, Walk walk) {
        this(new Layout(dialect, walk.fields, List.of(), List.of(), List.of()), walk);
    }

    /// The number of group columns whose fields must not begin and end with a double quote: all of
    /// them in a file without quoting, otherwise none.
    int groupColumnsToCheck() {
        return dialect.quote() == Dialect.NONE ? layout.groups().size() : 0;
    }

    /// Whether the bytes in `[start, end)` begin and end with a double quote.
    static boolean isInDoubleQuotes(byte[] bytes, int start, int end) {
        return bytes[start] == '"' && end - start > 1 && bytes[end - 1] == '"';
    }

    /// The error in the record that the walk read from `start`. Null if the record is valid, or if
    /// the walk read an empty line or a comment.
    @Nullable String reason(byte[] bytes, int start) {
        if (walk.isEmptyOrComment()) {
            return null;
        }
        if (walk.error != null) {
            String hint =
                    mayHoldEscapes(bytes, start)
                            ? IF_ESCAPED
                            : walk.unclosed && !dialect.multiline()
                                    ? IF_MULTILINE
                                    : IF_PLAIN_QUOTES;
            return walk.error + commentHintOr(hint, bytes, start, walk.next);
        }
        if (walk.fields != layout.width()) {
            String hint =
                    mayHoldEscapes(bytes, start)
                            ? IF_ESCAPED
                            : hasFieldBeginningWithQuote(bytes) ? IF_QUOTED : "";
            return "%d columns, not %d".formatted(walk.fields, layout.width())
                    + commentHintOr(hint, bytes, start, walk.next);
        }
        return walk.hasLineEnds && strayQuotes.mayEncloseRecords(bytes)
                ? AMBIGUOUS
                : quotedKeyError(bytes);
    }

    /// The remedy for the value in `[start, end)` that is not a number, if its record may be a
    /// comment or its quotes may enclose it; otherwise empty.
    String hint(byte[] bytes, int recordStart, int start, int end) {
        boolean isQuoted =
                dialect.quote() != '"' && end > start && isInDoubleQuotes(bytes, start, end);
        return commentHintOr(isQuoted ? IF_QUOTED : "", bytes, recordStart, end);
    }

    // The hint that the record may be a comment, if it begins like one and the file has no
    // comments; or else the other hint.
    private String commentHintOr(String otherHint, byte[] bytes, int start, int end) {
        String comment = Header.commentPrefixAt(bytes, start, end);
        return comment.isEmpty() || !dialect.comment().isEmpty()
                ? otherHint
                : "; if lines that begin with %1$s are comments, add --set comment=%1$s"
                        .formatted(comment);
    }

    // Whether the record has a backslash before a quote, in a file without an escape character.
    private boolean mayHoldEscapes(byte[] bytes, int start) {
        for (int p = start + 1; p < walk.next && dialect.escape() == Dialect.NONE; p++) {
            if (bytes[p] == dialect.quote() && bytes[p - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    // Whether a field begins with a double quote, in a file without quoting.
    private boolean hasFieldBeginningWithQuote(byte[] bytes) {
        for (int i = 0; i < walk.fields && dialect.quote() == Dialect.NONE; i++) {
            if (bytes[walk.starts[i]] == '"') {
                return true;
            }
        }
        return false;
    }

    // The error in the first field of a group column that may be quoted; null if there is none.
    private @Nullable String quotedKeyError(byte[] bytes) {
        for (int i = 0; i < groupColumnsToCheck(); i++) {
            Column column = layout.groups().get(i);
            int start = walk.starts[column.index()];
            int end = walk.ends[column.index()];
            if (isInDoubleQuotes(bytes, start, end)) {
                String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
                return ("%s: %s is in quotes, which are plain characters here%s; if they do not, name a quote that"
                                + " the file does not hold, such as --set quote=^")
                        .formatted(Excerpt.of(column.name()), Excerpt.of(text), IF_QUOTED);
            }
        }
        return null;
    }
}
