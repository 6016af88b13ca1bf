package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// A simple implementation of `tabulate` to compare with. It reads character by character, and
/// keeps all fields as Strings and all numbers as BigDecimals in lists.
final class PlainProgram {
    long read;
    long rejected;
    long faults;

    /// The text of each rejected record, without its line end, once for each of its faults.
    final List<String> faulty = new ArrayList<>();

    final boolean enclosesFurtherLines;
    private final NastyFile file;
    private final List<String> groupNames;
    private final List<String> measureNames;
    private final List<String> missing = List.of("", "NA");
    private final TreeMap<List<String>, List<List<BigDecimal>>> values;
    private final TreeMap<List<String>, long[]> counts;

    PlainProgram(NastyFile file, List<String> groupNames, List<String> measureNames) {
        this.file = file;
        this.groupNames = groupNames;
        this.measureNames = measureNames;
        values = new TreeMap<>(PlainProgram::compare);
        counts = new TreeMap<>(PlainProgram::compare);
        var parsed = new PlainRecords(file);
        enclosesFurtherLines = parsed.enclosesFurtherLines;
        List<PlainRecords.Row> records = parsed.records();
        List<String> header = records.removeFirst().fields();
        records.forEach(row -> count(header, row));
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

    private void count(List<String> header, PlainRecords.Row row) {
        read++;
        List<String> fields = row.fields();
        boolean hasQuotedKey =
                file.quote().isEmpty()
                        && fields.size() == header.size()
                        && groupNames.stream()
                                .map(name -> fields.get(header.indexOf(name)))
                                .anyMatch(text -> text.length() > 1 && text.matches("(?s)\".*\""));
        if (fields.size() != header.size() || hasQuotedKey || isAmbiguous(header, row)) {
            rejected++;
            addFault(row);
            return;
        }
        List<String> key =
                groupNames.stream().map(name -> fields.get(header.indexOf(name))).toList();
        long[] count = counts.computeIfAbsent(key, k -> new long[1 + measureNames.size()]);
        List<List<BigDecimal>> groupValues =
                values.computeIfAbsent(
                        key,
                        k ->
                                measureNames.stream()
                                        .<List<BigDecimal>>map(m -> new ArrayList<>())
                                        .toList());
        count[0]++;
        long before = faults;
        for (int i = 0; i < measureNames.size(); i++) {
            String field = fields.get(header.indexOf(measureNames.get(i)));
            if (missing.contains(field)) {
                count[1 + i]++;
            } else if (field.matches("[ \\t]*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[ \\t]*")) {
                groupValues.get(i).add(new BigDecimal(field.strip()));
            } else {
                addFault(row);
            }
        }
        rejected += faults > before ? 1 : 0;
    }

    private void addFault(PlainRecords.Row row) {
        faults++;
        faulty.add(row.raw().replaceFirst("(\r\n|\r|\n)$", ""));
    }

    // Whether several lines of the row would be records if quotes were plain characters.
    private boolean isAmbiguous(List<String> header, PlainRecords.Row row) {
        List<Boolean> records =
                row.lines().stream().map(line -> isLikelyRecord(header, line)).toList();
        long likely = records.stream().filter(record -> record).count();
        return likely > 1
                && (2 * likely > records.size() || (records.getFirst() && records.getLast()));
    }

    private boolean isLikelyRecord(List<String> header, List<String> line) {
        return line.size() == header.size()
                && measureNames.stream()
                        .map(name -> line.get(header.indexOf(name)))
                        .noneMatch(text ->
                                text.matches("[^\\pL\\d]*\\pL.*")
                                        && text.matches(".*\\s.*")
                                        && !missing.contains(text.strip()));
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
