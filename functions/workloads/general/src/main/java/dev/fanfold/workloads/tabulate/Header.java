package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The names of a file's columns: those in its header, or c1, c2, ... if it has none. Names may be
/// empty or equal, as long as no setting needs such a column.
///
/// @param lines the number of lines from the beginning of the file to the end of the header; 0 if
///   there is no header
/// @param firstRow the fields of the header, or of the first record if there is no header
record Header(String file, List<String> names, int lines, List<String> firstRow) {
    // How many names an error message lists.
    private static final int MAX_SHOWN = 20;
    private static final List<String> COMMENT_PREFIXES = List.of("#", "//", "--", "%");

    Header {
        names = List.copyOf(names);
        firstRow = List.copyOf(firstRow);
    }

    /// The names c1, c2, ... for a file without a header.
    static Header numbered(String file, List<String> firstRow) {
        return new Header(
                file,
                IntStream.rangeClosed(1, firstRow.size()).mapToObj(i -> "c" + i).toList(),
                0,
                firstRow);
    }

    /// The common prefix of comments (`#`, `//`, `--` or `%`) with which the record at `start`
    /// begins; empty if it begins with none.
    static String commentPrefixAt(byte[] bytes, int start, int end) {
        String beginning =
                new String(bytes, start, Math.min(2, end - start), StandardCharsets.ISO_8859_1);
        return commentPrefix(beginning);
    }

    private static String commentPrefix(String text) {
        return COMMENT_PREFIXES.stream().filter(text::startsWith).findFirst().orElse("");
    }

    /// The columns that a setting names.
    ///
    /// @throws InvalidInputException if a name is empty or occurs twice, if several columns have
    ///   it, or if there is no such column; then the message suggests the nearest name or another
    ///   remedy
    List<Column> columns(String setting, List<String> wanted) {
        var columns = new ArrayList<Column>();
        for (String name : wanted) {
            int index = names.indexOf(name);
            if (name.isEmpty()) {
                throw new InvalidInputException(emptyName(setting));
            }
            if (index < 0) {
                throw new InvalidInputException(
                        "setting %s: %s has no column \"%s\"; %s"
                                .formatted(setting, file, Excerpt.of(name), suggestion(name)));
            }
            if (index != names.lastIndexOf(name)) {
                throw new InvalidInputException(
                        "setting %s: %s has more than one column \"%s\"; rename them, or %s"
                                .formatted(setting, file, Excerpt.of(name), byNumber(index)));
            }
            var column = new Column(index, name);
            if (columns.contains(column)) {
                throw new InvalidInputException(
                        "setting %s names column \"%s\" twice: leave one out"
                                .formatted(setting, Excerpt.of(name)));
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    private String emptyName(String setting) {
        int index = names.indexOf("");
        return "setting %s names an empty column: leave it out%s"
                .formatted(
                        setting,
                        index < 0
                                ? ""
                                : "; for the column without a name, name it in the file, or "
                                        + byNumber(index));
    }

    // The advice to name the column at this index by its number.
    private String byNumber(int index) {
        return "read it by its number: --set header=false --set skip=%d, then it is c%d"
                .formatted(lines, index + 1);
    }

    /// A hint if the first row may be a comment; otherwise empty.
    String commentHint() {
        String comment = commentPrefix(firstRow.getFirst());
        return comment.isEmpty()
                ? ""
                : "the %s begins with \"%s\": if lines that begin with it are comments, add --set comment=%s"
                        .formatted(lines == 0 ? "first row" : "header", comment, comment);
    }

    // What may be wrong if there is no column with this name, and which columns there are.
    private String suggestion(String name) {
        String commentHint = commentHint();
        if (!commentHint.isEmpty()) {
            return commentHint + "; it has " + firstNames();
        }
        if (names.contains('"' + name + '"')) {
            return "the header has it in quotes: if quotes enclose fields, add --set quote='\"'";
        }
        if (names.size() == 1) {
            return ("it has one column, \"%s\"; if that is several, set the separator: --set separator=...; if"
                            + " the header comes later, skip the lines before it: --set skip=...")
                    .formatted(Excerpt.of(names.getFirst()));
        }
        String nearest =
                names.stream()
                        .min(Comparator.comparingInt(other -> distance(name, other)))
                        .orElseThrow();
        return "did you mean %s? It has %s".formatted(ColumnNames.quoted(nearest), firstNames());
    }

    private String firstNames() {
        return names.stream().limit(MAX_SHOWN).map(Excerpt::of).collect(Collectors.joining(", "))
                + (names.size() > MAX_SHOWN ? ", ..." : "");
    }

    // The Levenshtein distance, ignoring case. It compares the shortened names, because names may
    // be very long.
    private static int distance(String name, String other) {
        String a = Excerpt.of(name);
        String b = Excerpt.of(other);
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] above = Arrays.copyOf(row, row.length);
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same =
                        Character.toLowerCase(a.charAt(i - 1))
                                == Character.toLowerCase(b.charAt(j - 1));
                row[j] =
                        Math.min(above[j - 1] + (same ? 0 : 1), 1 + Math.min(above[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
