package dev.fanfold.workloads.tabulate;

import java.util.ArrayList;
import java.util.List;

/// Names of columns as a setting lists them: separated by commas, and quoted as in a file if a name
/// contains a comma, begins with a quote, or begins or ends with a space.
///
/// The parser is written by hand, because a regular expression of this shape needs a stack frame
/// for each character.
final class ColumnNames {
    private ColumnNames() {}

    static List<String> of(String text) {
        var names = new ArrayList<String>();
        int at = 0;
        while (!text.isEmpty() && at <= text.length()) {
            int open = pastSpaces(text, at);
            int close = closingQuote(text, open);
            int end = close < 0 ? comma(text, at) : pastSpaces(text, close + 1);
            names.add(
                    close < 0
                            ? text.substring(at, end).strip()
                            : text.substring(open + 1, close).replace("\"\"", "\""));
            at = end + 1;
        }
        return List.copyOf(names);
    }

    /// As [#of] reads it, shortened for display.
    static String quoted(String name) {
        return "\"" + Excerpt.of(name).replace("\"", "\"\"") + "\"";
    }

    // The position of the quote that closes the name opened at `open`; -1 if the name is not
    // quoted.
    private static int closingQuote(String text, int open) {
        if (open == text.length() || text.charAt(open) != '"') {
            return -1;
        }
        int p = open + 1;
        while (p < text.length() && (text.charAt(p) != '"' || text.startsWith("\"\"", p))) {
            p += text.charAt(p) == '"' ? 2 : 1;
        }
        if (p >= text.length()) {
            return -1;
        }
        int after = pastSpaces(text, p + 1);
        return after == text.length() || text.charAt(after) == ',' ? p : -1;
    }

    private static int comma(String text, int from) {
        int comma = text.indexOf(',', from);
        return comma < 0 ? text.length() : comma;
    }

    private static int pastSpaces(String text, int from) {
        int p = from;
        while (p < text.length() && Character.isWhitespace(text.charAt(p))) {
            p++;
        }
        return p;
    }
}
