package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes the answer as JSON or as a table: the statistics of all groups, in the order of their
/// keys.
final class GroupTable {
    private static final List<String> STATISTICS =
            List.of("sum", "min", "max", "mean", "p50", "p95", "p99", "distinct");

    private final Layout layout;
    private final List<Group> groups;

    GroupTable(Layout layout, Tabulation total) {
        this.layout = layout;
        // Without columns to group by there is one group, even if there are no rows.
        boolean isGroupMissing = layout.groups().isEmpty() && total.groups().isEmpty();
        int measures = layout.measures().size();
        Group emptyGroup =
                new Group(
                        new byte[0],
                        0,
                        new long[measures],
                        layout.measures().stream().<Values>map(m -> Histogram.EMPTY).toList());
        groups = isGroupMissing ? List.of(emptyGroup) : total.groups();
    }

    /// `{"groups": [{"key": {...}, "count": n, "measures": {...}}, ...]}`.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if it is longer than [Limits#MAX_ANSWER]
    String json() {
        var out = new StringBuilder("{\"groups\":[");
        String comma = "";
        for (Group group : groups) {
            out.append(comma).append("{\"key\":{");
            writeKey(group, out);
            out.append("},\"count\":").append(group.count()).append(",\"measures\":{");
            writeMeasures(group, out);
            out.append("}}");
            Limits.checkAnswer(out.length(), groups.size(), layout.measures().size());
            comma = ",";
        }
        return out.append("]}").toString();
    }

    private void writeKey(Group group, StringBuilder out) {
        List<String> texts = Key.texts(group.key(), layout.groups().size());
        for (int i = 0; i < texts.size(); i++) {
            writeString(layout.groups().get(i).name(), out.append(i == 0 ? "" : ","));
            writeString(texts.get(i), out.append(':'));
        }
    }

    private void writeMeasures(Group group, StringBuilder out) {
        for (int i = 0; i < layout.measures().size(); i++) {
            writeString(layout.measures().get(i).name(), out.append(i == 0 ? "" : ","));
            Values values = group.values().get(i);
            out.append(":{\"count\":")
                    .append(values.count())
                    .append(",\"missing\":")
                    .append(group.missing()[i]);
            List<String> numbers = numbers(values);
            for (int n = 0; n < STATISTICS.size(); n++) {
                String number = numbers.get(n);
                out.append(",\"")
                        .append(STATISTICS.get(n))
                        .append("\":")
                        .append(number.isEmpty() ? "null" : number);
            }
            out.append('}');
        }
    }

    // The statistics in the order of STATISTICS; an undefined one is an empty string.
    private static List<String> numbers(Values values) {
        if (values.count() == 0) {
            return List.of("0", "", "", "", "", "", "", "");
        }
        Summary s = values.summary();
        return Stream.concat(
                        Stream.of(s.sum(), s.min(), s.max(), s.mean(), s.p50(), s.p95(), s.p99())
                                .map(GroupTable::plain),
                        Stream.of(String.valueOf(s.distinct())))
                .toList();
    }

    private static String plain(BigDecimal value) {
        return Decimals.canonical(value).toPlainString();
    }

    /// The answer as a table, with one row for each group.
    Table table() {
        var columns = new ArrayList<String>();
        layout.groups().forEach(group -> columns.add(group.name()));
        columns.add("count");
        for (Column measure : layout.measures()) {
            Stream.concat(Stream.of("count", "missing"), STATISTICS.stream())
                    .forEach(name -> columns.add(measure.name() + "." + name));
        }
        return new Table(columns, groups.stream().map(this::row).toList());
    }

    private List<String> row(Group group) {
        var row = new ArrayList<>(Key.texts(group.key(), layout.groups().size()));
        row.add(String.valueOf(group.count()));
        for (int i = 0; i < layout.measures().size(); i++) {
            row.add(String.valueOf(group.values().get(i).count()));
            row.add(String.valueOf(group.missing()[i]));
            row.addAll(numbers(group.values().get(i)));
        }
        return row;
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
