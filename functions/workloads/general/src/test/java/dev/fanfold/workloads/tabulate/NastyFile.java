package dev.fanfold.workloads.tabulate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A small file with all irregularities of real files, generated from a seed.
///
/// @param quote the sign that encloses fields; empty for none
/// @param escape the sign that escapes a quote in a quoted field; empty for none
/// @param comment the beginning of comment lines; empty for none
/// @param skip number of lines before the header
/// @param multiline whether quoted fields may hold line ends
/// @param settings the job settings that describe all this
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
        return new Maker(random, multiline).file();
    }

    private static final class Maker {
        private final SplittableRandom random;
        private final boolean multiline;
        private final String separator;
        private final String end;
        private final String quote;
        private final String escape;
        private final String comment;
        private final int skip;
        private final boolean linesInQuotes;
        private final boolean loneQuotes;

        Maker(SplittableRandom random, boolean multiline) {
            this.random = random;
            this.multiline = multiline;
            end = any("\n", "\r\n", "\r");
            quote = any("\"", "\"", "'", "");
            separator = any(",", ";", "\t", "|", "¦", "界", quote.isEmpty() ? "\t" : " ");
            escape = quote.isEmpty() ? "" : any("", "", "\\", "^");
            comment = any("", "", "#", "//", "§", "a");
            skip = any(0, 0, 1, 3);
            linesInQuotes = random.nextInt(3) > 0;
            loneQuotes = random.nextInt(3) == 0;
        }

        @SafeVarargs
        private <T> T any(T... of) {
            return of[random.nextInt(of.length)];
        }

        NastyFile file() {
            boolean sep = separator.codePointCount(0, separator.length()) == 1 && any(0, 0, 1) == 1;
            var text = new StringBuilder(any("\ufeff", "\ufeff\ufeff", "", "", "", ""));
            text.append(sep ? "sep=" + separator + end : "");
            for (int i = sep ? 1 : 0; i < skip; i++) {
                text.append(any("a report, \"of", "", "1,2,3", "#")).append(end);
            }
            text.append(any(end, "", "", "")).append(comment());
            text.append(
                            String.join(
                                    separator,
                                    named("city"),
                                    "größe",
                                    named("the \"value\""),
                                    named("other")))
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
                    settings(sep));
        }

        private Map<String, String> settings(boolean sep) {
            var settings = new TreeMap<String, String>();
            settings.put("group-by", "city");
            settings.put("measure", "the \"value\",größe");
            settings.put("multiline", String.valueOf(multiline));
            settings.put("comment", comment);
            settings.put("skip", String.valueOf(skip));
            settings.put("escape", escape.isEmpty() ? "none" : escape);
            if (!sep) {
                settings.put("separator", separator.equals("\t") ? "tab" : separator);
            }
            boolean usual = quote.equals(separator.equals("\t") ? "" : "\"");
            if (!usual || random.nextBoolean()) {
                settings.put("quote", quote.isEmpty() ? "none" : quote);
            }
            return settings;
        }

        private String comment() {
            return comment.isEmpty() || random.nextInt(5) > 0
                    ? ""
                    : comment + any("", " it's \"", "\"" + separator + "1", quote) + end;
        }

        private String row() {
            var row = new StringBuilder();
            int width = random.nextInt(12) == 0 ? 1 + random.nextInt(6) : 4;
            for (int i = 0; i < width; i++) {
                String value = i == 0 ? key() : any(NUMBERS.toArray(String[]::new));
                row.append(i == 0 ? "" : separator).append(written(value, random.nextInt(5) == 0));
            }
            return row.toString();
        }

        private String key() {
            String value = any(KEYS.toArray(String[]::new));
            if (random.nextInt(4) > 0) {
                return value;
            }
            String lines = linesInQuotes && any(0, 1) == 1 ? any(end, end + comment) : "";
            return value + separator + "z" + lines + (lines.isEmpty() ? "" : "q" + separator);
        }

        // In quotes if required, sometimes also if optional; now and then with malformed parts.
        private String written(String value, boolean maybe) {
            if (quote.isEmpty()) {
                return value.replace(separator, any(separator, "")).replace(end, "");
            }
            if (loneQuotes && random.nextInt(12) == 0) {
                return quote + value.replace(end, "");
            }
            boolean needed =
                    value.contains(separator)
                            || value.startsWith(quote)
                            || value.contains(end)
                            || (!comment.isEmpty() && value.startsWith(comment));
            return needed || maybe
                    ? inQuotes(value) + (random.nextInt(30) == 0 && loneQuotes ? "x" : "")
                    : value;
        }

        private String named(String column) {
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
                            quote, (escape.isEmpty() || any(0, 1) == 0 ? quote : escape) + quote);
            return quote + inner + quote;
        }
    }
}
