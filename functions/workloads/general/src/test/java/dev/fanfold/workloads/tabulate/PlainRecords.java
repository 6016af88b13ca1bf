package dev.fanfold.workloads.tabulate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A simple reader of a file's records, for [PlainProgram].
final class PlainRecords {
    /// Whether a quote that is never closed extends the record over further lines.
    boolean enclosesFurtherLines;

    private final NastyFile file;
    private final List<Row> records;

    PlainRecords(NastyFile file) {
        this.file = file;
        records = parsed(afterPreamble(file));
    }

    /// All records; the first is the header.
    List<Row> records() {
        return records;
    }

    private static String afterPreamble(NastyFile file) {
        String rest = file.text().replaceFirst("^\ufeff+", "");
        int lines = Math.max(file.skip(), rest.startsWith("sep=") ? 1 : 0);
        for (int i = 0; i < lines; i++) {
            rest = rest.replaceFirst("^[^\r\n]*(\r\n|\r|\n)", "");
        }
        return rest.replaceFirst("^\ufeff+", "");
    }

    /// One record.
    ///
    /// @param raw the original text, including its line end
    /// @param lines the fields of each line, if the quotes around line ends are plain characters
    record Row(List<String> fields, String raw, List<List<String>> lines) {}

    private List<Row> parsed(String text) {
        var records = new ArrayList<Row>();
        int i = 0;
        while (i < text.length()) {
            boolean comment = !file.comment().isEmpty() && text.startsWith(file.comment(), i);
            if (comment || "\r\n".indexOf(text.charAt(i)) >= 0) {
                i = skipLine(text, i);
            } else {
                records.add(row(text, i));
                i += records.getLast().raw().length();
            }
        }
        return records;
    }

    // A malformed record, which has text after a closing quote or an unclosed quote, gets no
    // fields.
    private Row row(String text, int start) {
        var fields = new ArrayList<String>();
        boolean malformed = false;
        var lines = new StringBuilder();
        boolean hasMore = true;
        int i = start;
        while (hasMore) {
            var field = new StringBuilder();
            int closed = readQuoted(text, i, field);
            int end = end(text, closed == -1 ? unclosedEnd(text, i) : Math.max(closed, i));
            malformed |= closed == -1 || (closed > 0 && end > closed);
            String inner = closed > 0 ? text.substring(i + 1, closed - 1) : "";
            lines.append(i == start ? "" : file.separator());
            lines.append(inner.matches("(?s).*[\r\n].*") ? inner : "x");
            fields.add(closed > 0 ? field.toString() : text.substring(i, end));
            hasMore = text.startsWith(file.separator(), end);
            i = hasMore ? end + file.separator().length() : skipLine(text, end);
        }
        return new Row(malformed ? List.of() : fields, text.substring(start, i), lines(lines));
    }

    private List<List<String>> lines(CharSequence text) {
        return text.toString()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> List.of(line.split(Pattern.quote(file.separator()), -1)))
                .toList();
    }

    // One past the closing quote of the field at `from`; 0 if it is not in quotes, -1 if the quote
    // is never closed.
    private int readQuoted(String text, int from, StringBuilder field) {
        if (file.quote().isEmpty() || !text.startsWith(file.quote(), from)) {
            return 0;
        }
        for (int i = from + 1; i < text.length(); i++) {
            String two = text.substring(i, Math.min(text.length(), i + 2));
            char c = text.charAt(i);
            if (two.equals(file.quote() + file.quote())
                    || (!file.escape().isEmpty()
                            && (two.equals(file.escape() + file.quote())
                                    || two.equals(file.escape() + file.escape())))) {
                field.append(text.charAt(++i));
            } else if (file.quote().indexOf(c) >= 0) {
                return i + 1;
            } else if (!file.multiline() && "\r\n".indexOf(c) >= 0) {
                return -1;
            } else {
                field.append(c);
            }
        }
        enclosesFurtherLines |=
                file.multiline() && field.toString().matches("(?s).*[\r\n]+[^\r\n].*");
        return -1;
    }

    private int unclosedEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (file.multiline() || "\r\n".indexOf(text.charAt(end)) < 0)) {
            end++;
        }
        return end;
    }

    // The end of an unquoted field, or of the text after a closing quote.
    private int end(String text, int from) {
        int end = from;
        while (end < text.length()
                && !text.startsWith(file.separator(), end)
                && "\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int skipLine(String text, int from) {
        int end = from;
        while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return Math.min(text.length(), text.startsWith("\r\n", end) ? end + 2 : end + 1);
    }
}
