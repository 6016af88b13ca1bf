package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// The same answer as anybody would write it: one character after the other, one String for each
/// field, a BigDecimal for each number, everything in lists.
final class PlainProgram {
    long read;
    long rejected;
    private final List<String> groupNames;
    private final List<String> measureNames;
    private final List<String> missing = List.of("", "NA");
    private final TreeMap<List<String>, List<List<BigDecimal>>> values;
    private final TreeMap<List<String>, long[]> counts;

    PlainProgram(
            String text, String separator, List<String> groupNames, List<String> measureNames) {
        this.groupNames = groupNames;
        this.measureNames = measureNames;
        values = new TreeMap<>(PlainProgram::compare);
        counts = new TreeMap<>(PlainProgram::compare);
        List<List<String>> records =
                records(text.startsWith("\ufeff") ? text.substring(1) : text, separator);
        List<String> header = records.removeFirst();
        records.forEach(fields -> row(header, fields));
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }

    private void row(List<String> header, List<String> fields) {
        read++;
        if (fields.size() != header.size()) {
            rejected++;
            return;
        }
        List<String> key =
                groupNames.stream().map(name -> fields.get(header.indexOf(name))).toList();
        long[] count = counts.computeIfAbsent(key, k -> new long[1 + measureNames.size()]);
        List<List<BigDecimal>> own =
                values.computeIfAbsent(
                        key,
                        k ->
                                measureNames.stream()
                                        .<List<BigDecimal>>map(m -> new ArrayList<>())
                                        .toList());
        count[0]++;
        for (int i = 0; i < measureNames.size(); i++) {
            String field = fields.get(header.indexOf(measureNames.get(i)));
            if (missing.contains(field)) {
                count[1 + i]++;
            } else if (field.matches("[ \\t]*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[ \\t]*")) {
                own.get(i).add(new BigDecimal(field.strip()));
            } else {
                rejected++;
            }
        }
    }

    // A record with text after a closing quote, or a quote never closed, has no fields.
    private static List<List<String>> records(String text, String separator) {
        var records = new ArrayList<List<String>>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        int i = 0;
        boolean malformed = false;
        while (i < text.length()) {
            boolean bad = false;
            boolean quoted = text.charAt(i) == '"';
            if (quoted) {
                i++;
                while (i < text.length()
                        && !(text.charAt(i) == '"' && !text.startsWith("\"\"", i))) {
                    field.append(text.charAt(i));
                    i += text.charAt(i) == '"' ? 2 : 1;
                }
                bad = i == text.length();
                i++;
            }
            while (i < text.length()
                    && !text.startsWith(separator, i)
                    && "\r\n".indexOf(text.charAt(i)) < 0) {
                bad |= quoted;
                field.append(text.charAt(i++));
            }
            fields.add(field.toString());
            malformed |= bad;
            field.setLength(0);
            boolean more = i < text.length() && text.startsWith(separator, i);
            i += more ? separator.length() : text.startsWith("\r\n", i) ? 2 : 1;
            if (more && i == text.length()) {
                fields.add("");
            }
            if (!more || i == text.length()) {
                if (fields.size() > 1 || quoted || !fields.getFirst().isEmpty()) {
                    records.add(malformed ? List.of() : new ArrayList<>(fields));
                }
                malformed = false;
                fields.clear();
            }
        }
        return records;
    }

    String json() {
        var groups = new ArrayList<String>();
        counts.forEach((key, count) -> {
            var measures = new ArrayList<String>();
            for (int i = 0; i < measureNames.size(); i++) {
                measures.add(
                        quote(measureNames.get(i))
                                + ":"
                                + measure(
                                        Objects.requireNonNull(values.get(key)).get(i),
                                        count[1 + i]));
            }
            var names = new ArrayList<String>();
            for (int i = 0; i < key.size(); i++) {
                names.add(quote(groupNames.get(i)) + ":" + quote(key.get(i)));
            }
            groups.add(
                    "{\"key\":{%s},\"count\":%d,\"measures\":{%s}}"
                            .formatted(
                                    String.join(",", names), count[0], String.join(",", measures)));
        });
        return "{\"groups\":[" + String.join(",", groups) + "]}";
    }

    private static String measure(List<BigDecimal> values, long missing) {
        String start = "{\"count\":" + values.size() + ",\"missing\":" + missing;
        if (values.isEmpty()) {
            return start
                    + ",\"sum\":0,\"min\":null,\"max\":null,\"mean\":null,\"p50\":null,\"p95\":null,\"p99\":null,\"distinct\":null}";
        }
        List<BigDecimal> sorted = values.stream().sorted().toList();
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean =
                sum.divide(
                        BigDecimal.valueOf(values.size()),
                        new MathContext(12, RoundingMode.HALF_EVEN));
        return start
                + ",\"sum\":"
                + plain(sum)
                + ",\"min\":"
                + plain(sorted.getFirst())
                + ",\"max\":"
                + plain(sorted.getLast())
                + ",\"mean\":"
                + plain(mean)
                + ",\"p50\":"
                + rank(sorted, 50)
                + ",\"p95\":"
                + rank(sorted, 95)
                + ",\"p99\":"
                + rank(sorted, 99)
                + ",\"distinct\":"
                + values.stream().map(BigDecimal::stripTrailingZeros).distinct().count()
                + "}";
    }

    private static String rank(List<BigDecimal> sorted, int percent) {
        return plain(
                sorted.get((int) Math.ceil(percent * (double) sorted.size() / 100 - 1e-9) - 1));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String quote(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\u000a")
                        .replace("\r", "\\u000d")
                        .replace("\t", "\\u0009")
                + "\"";
    }
}
