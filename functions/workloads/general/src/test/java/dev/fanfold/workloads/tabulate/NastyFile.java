package dev.fanfold.workloads.tabulate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A small random file with the irregularities that real files have.
///
/// @param quote the character that encloses fields; empty for none
/// @param escape the character that escapes a quote in a quoted field; empty for none
/// @param comment the prefix of comment lines; empty for none
/// @param skip number of lines to skip before the header
/// @param multiline whether quoted fields may contain line ends
/// @param settings the job settings that describe the file
record NastyFile(
        String text,
        String separator,
        String quote,
        String escape,
        String comment,
        int skip,
        boolean multiline,
        Map<String, String> settings) {
    private static final List<String> KEYS =
            List.of(
                    "a",
                    "b",
                    "",
                    "NA",
                    "Zürich",
                    "東京",
                    "New York",
                    "x\"y",
                    "\uD83D\uDE00",
                    "ab",
                    "\"a\"",
                    "\"lost",
                    "end\"",
                    "\"",
                    "\"\"",
                    "o'b",
                    "'a'",
                    "#a",
                    "//",
                    "\\",
                    "a\\",
                    "\\\"a",
                    "sep=,");
    private static final List<String> NUMBERS =
            List.of(
                    "",
                    "NA",
                    "1",
                    "-1",
                    "0",
                    "-0.0",
                    "1.5",
                    "1.50",
                    "12.25",
                    "-99.9",
                    "007",
                    "+3",
                    ".5",
                    "5.",
                    "1e3",
                    "2.5E-2",
                    " 8 ",
                    "123456789",
                    "-0.00000001",
                    "9999999999",
                    "1234567890.25",
                    "oops",
                    "NaN",
                    "1,5",
                    "-",
                    ".",
                    "1.2.3",
                    "--1",
                    "0x1f");

    static NastyFile of(SplittableRandom random, boolean multiline) {
        return new Generator(random, multiline).file();
    }

    private static final class Generator {
        private final SplittableRandom random;
        private final boolean multiline;
        private final String separator;
        private final String end;
        private final String quote;
        private final String escape;
        private final String comment;
        private final int skip;
        private final boolean linesInQuotes;
        private final boolean strayQuotes;

        Generator(SplittableRandom random, boolean multiline) {
            this.random = random;
            this.multiline = multiline;
            end = oneOf("\n", "\r\n", "\r");
            quote = oneOf("\"", "\"", "'", "");
            separator = oneOf(",", ";", "\t", "|", "¦", "界", quote.isEmpty() ? "\t" : " ");
            escape = quote.isEmpty() ? "" : oneOf("", "", "\\", "^");
            comment = oneOf("", "", "#", "//", "§", "a");
            skip = oneOf(0, 0, 1, 3);
            linesInQuotes = random.nextInt(3) > 0;
            strayQuotes = random.nextInt(3) == 0;
        }

        @SafeVarargs
        private <T> T oneOf(T... of) {
            return of[random.nextInt(of.length)];
        }

        NastyFile file() {
            boolean hasSeparatorLine =
                    separator.codePointCount(0, separator.length()) == 1 && oneOf(0, 0, 1) == 1;
            var text = new StringBuilder(oneOf("\ufeff", "\ufeff\ufeff", "", "", "", ""));
            text.append(hasSeparatorLine ? "sep=" + separator + end : "");
            for (int i = hasSeparatorLine ? 1 : 0; i < skip; i++) {
                text.append(oneOf("a report, \"of", "", "1,2,3", "#")).append(end);
            }
            text.append(oneOf(end, "", "", "")).append(comment());
            text.append(
                            String.join(
                                    separator,
                                    columnName("city"),
                                    "größe",
                                    columnName("the \"value\""),
                                    columnName("other")))
                    .append(end);
            int rows = random.nextInt(40);
            for (int i = 0; i < rows; i++) {
                text.append(comment()).append(row());
                text.append(i == rows - 1 && random.nextBoolean() ? "" : end);
                text.append(random.nextInt(8) == 0 && i < rows - 1 ? end : "");
            }
            return new NastyFile(
                    text.toString(),
                    separator,
                    quote,
                    escape,
                    comment,
                    skip,
                    multiline,
                    settings(hasSeparatorLine));
        }

        private Map<String, String> settings(boolean hasSeparatorLine) {
            var settings = new TreeMap<String, String>();
            settings.put("group-by", "city");
            settings.put("measure", "the \"value\",größe");
            settings.put("multiline", String.valueOf(multiline));
            settings.put("comment", comment);
            settings.put("skip", String.valueOf(skip));
            settings.put("escape", escape.isEmpty() ? "none" : escape);
            if (!hasSeparatorLine) {
                settings.put("separator", separator.equals("\t") ? "tab" : separator);
            }
            boolean isDefaultQuote = quote.equals(separator.equals("\t") ? "" : "\"");
            if (!isDefaultQuote || random.nextBoolean()) {
                settings.put("quote", quote.isEmpty() ? "none" : quote);
            }
            return settings;
        }

        private String comment() {
            return comment.isEmpty() || random.nextInt(5) > 0
                    ? ""
                    : comment + oneOf("", " it's \"", "\"" + separator + "1", quote) + end;
        }

        private String row() {
            var row = new StringBuilder();
            int width = random.nextInt(12) == 0 ? 1 + random.nextInt(6) : 4;
            for (int i = 0; i < width; i++) {
                String value = i == 0 ? key() : oneOf(NUMBERS.toArray(String[]::new));
                row.append(i == 0 ? "" : separator).append(field(value, random.nextInt(5) == 0));
            }
            return row.toString();
        }

        private String key() {
            String value = oneOf(KEYS.toArray(String[]::new));
            if (random.nextInt(4) > 0) {
                return value;
            }
            String lines = linesInQuotes && oneOf(0, 1) == 1 ? oneOf(end, end + comment) : "";
            return value + separator + "z" + lines + (lines.isEmpty() ? "" : "q" + separator);
        }

        // The value as the file contains it: in quotes if that is necessary or requested, and
        // sometimes malformed.
        private String field(String value, boolean quoteAnyway) {
            if (quote.isEmpty()) {
                return value.replace(separator, oneOf(separator, "")).replace(end, "");
            }
            if (strayQuotes && random.nextInt(12) == 0) {
                return quote + value.replace(end, "");
            }
            boolean needed =
                    value.contains(separator)
                            || value.startsWith(quote)
                            || value.contains(end)
                            || (!comment.isEmpty() && value.startsWith(comment));
            return needed || quoteAnyway
                    ? inQuotes(value) + (random.nextInt(30) == 0 && strayQuotes ? "x" : "")
                    : value;
        }

        private String columnName(String column) {
            boolean needed = column.contains(separator) || random.nextBoolean();
            return needed && !quote.isEmpty() ? inQuotes(column) : column;
        }

        private String inQuotes(String value) {
            String inner = value;
            if (!escape.isEmpty()) {
                inner = inner.replace(escape, escape + escape);
            }
            inner =
                    inner.replace(
                            quote, (escape.isEmpty() || oneOf(0, 1) == 0 ? quote : escape) + quote);
            return quote + inner + quote;
        }
    }
}
