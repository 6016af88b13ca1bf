package dev.fanfold.workloads.tabulate;

import java.util.ArrayList;
import java.util.List;

/// Parses the list of column names in a setting. Commas separate the names, and spaces around a
/// name are ignored. A name must be quoted, as in a CSV file, if it contains a comma, begins with a
/// quote, or begins or ends with a space.
///
/// The parser does not use a regular expression, because one with quoted names needs a stack frame
/// for each character and overflows the stack on long names.
final class ColumnNames {
    private ColumnNames() {}

    /// The names in the setting; none if it is empty.
    static List<String> of(String text) {
        var names = new ArrayList<String>();
        int start = 0;
        while (!text.isEmpty() && start <= text.length()) {
            int open = skipSpaces(text, start);
            int close = closingQuote(text, open);
            int end = close < 0 ? nextComma(text, start) : skipSpaces(text, close + 1);
            names.add(
                    close < 0
                            ? text.substring(start, end).strip()
                            : text.substring(open + 1, close).replace("\"\"", "\""));
            start = end + 1;
        }
        return List.copyOf(names);
    }

    /// The name in quotes, as [#of] reads it; shortened for error messages.
    static String quoted(String name) {
        return "\"" + Excerpt.of(name).replace("\"", "\"\"") + "\"";
    }

    // The index of the quote that closes the name that begins at `open`; -1 if the name is not
    // quoted, because it does not begin with a quote or other text follows its closing quote.
    private static int closingQuote(String text, int open) {
        if (open == text.length() || text.charAt(open) != '"') {
            return -1;
        }
        int index = open + 1;
        while (index < text.length()
                && (text.charAt(index) != '"' || text.startsWith("\"\"", index))) {
            index += text.charAt(index) == '"' ? 2 : 1;
        }
        if (index >= text.length()) {
            return -1;
        }
        int after = skipSpaces(text, index + 1);
        return after == text.length() || text.charAt(after) == ',' ? index : -1;
    }

    private static int nextComma(String text, int from) {
        int comma = text.indexOf(',', from);
        return comma < 0 ? text.length() : comma;
    }

    private static int skipSpaces(String text, int from) {
        int index = from;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }
}
