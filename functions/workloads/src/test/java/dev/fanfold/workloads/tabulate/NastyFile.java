package dev.fanfold.workloads.tabulate;

import java.util.List;
import java.util.SplittableRandom;

/// A small file with everything that is found in the wild, made from a seed.
record NastyFile(String text, String separator, boolean linesInQuotes) {
    private static final List<String> KEYS =
            List.of("a", "b", "", "NA", "Zürich", "東京", "New York", "x\"y", "\uD83D\uDE00", "ab");
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

    static NastyFile of(SplittableRandom random, boolean linesInQuotes) {
        String separator = List.of(",", ";", "\t", "|", "¦", "界", " ").get(random.nextInt(7));
        String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        var text = new StringBuilder(random.nextInt(3) == 0 ? "\ufeff" : "");
        text.append(random.nextInt(4) == 0 ? end : "");
        text.append(String.join(separator, "\"city\"", "größe", "\"the \"\"value\"\"\"", "other"))
                .append(end);
        int rows = random.nextInt(40);
        for (int i = 0; i < rows; i++) {
            text.append(row(random, separator, linesInQuotes, end));
            text.append(i == rows - 1 && random.nextBoolean() ? "" : end);
            text.append(random.nextInt(8) == 0 && i < rows - 1 ? end : "");
        }
        return new NastyFile(text.toString(), separator, linesInQuotes);
    }

    private static String row(
            SplittableRandom random, String separator, boolean linesInQuotes, String end) {
        var row = new StringBuilder();
        int width = random.nextInt(12) == 0 ? 1 + random.nextInt(6) : 4;
        for (int i = 0; i < width; i++) {
            String value =
                    i == 0
                            ? KEYS.get(random.nextInt(KEYS.size()))
                            : NUMBERS.get(random.nextInt(NUMBERS.size()));
            if (i == 0 && random.nextInt(4) == 0) {
                value +=
                        separator
                                + "z"
                                + (linesInQuotes && random.nextInt(3) == 0
                                        ? end + "q" + separator
                                        : "");
            }
            boolean quoted =
                    value.contains(separator)
                            || value.startsWith("\"")
                            || value.contains(end)
                            || random.nextInt(5) == 0;
            row.append(i == 0 ? "" : separator)
                    .append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
            row.append(quoted && random.nextInt(30) == 0 ? "x" : "");
        }
        return row.toString();
    }
}
