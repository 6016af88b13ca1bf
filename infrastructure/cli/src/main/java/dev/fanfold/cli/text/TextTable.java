package dev.fanfold.cli.text;

import dev.fanfold.workload.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints a table in columns. A column is right-aligned if each of its cells is a number, `-` or
/// empty, and otherwise left-aligned.
public final class TextTable {
    /// How many rows are shown by default. Of further rows, only the number is shown.
    public static final int MAX_ROWS = 100;

    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.,]*(E-?\\d+)?|-");
    private static final Pattern TRAILING_SPACE = Pattern.compile(" +\\z");
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> areNumbers;
    private final List<Integer> widths;
    private final int hiddenRows;

    public TextTable(Table table) {
        this(table, MAX_ROWS);
    }

    /// @param max the maximum number of rows to show
    public TextTable(Table table, int max) {
        List<List<String>> shown = table.rows().stream().limit(max).toList();
        hiddenRows = table.rows().size() - shown.size();
        lines.add(table.columns());
        lines.addAll(shown);
        areNumbers =
                columns(table)
                        .mapToObj(
                                column -> shown.stream().allMatch(row -> isNumber(row.get(column))))
                        .toList();
        widths =
                columns(table)
                        .mapToObj(column ->
                                lines.stream()
                                        .mapToInt(line -> width(line.get(column)))
                                        .max()
                                        .orElse(0))
                        .toList();
    }

    public void print(Terminal terminal) {
        lines.forEach(line -> terminal.print(text(line)));
        if (hiddenRows > 0) {
            terminal.print(
                    "... and "
                            + Figures.of(hiddenRows, "more row")
                            + ": --out DIR writes all of them, --json prints them");
        }
    }

    private String text(List<String> line) {
        String cells =
                IntStream.range(0, line.size())
                        .mapToObj(column -> cell(line.get(column), column))
                        .collect(Collectors.joining("  "));
        return TRAILING_SPACE.matcher(cells).replaceFirst("");
    }

    private String cell(String text, int column) {
        String space = " ".repeat(widths.get(column) - width(text));
        return areNumbers.get(column) ? space + text : text + space;
    }

    // The width of the escaped text, because the terminal escapes the line when it prints it.
    private static int width(String cell) {
        return VisibleText.width(VisibleText.of(cell));
    }

    private static IntStream columns(Table table) {
        return IntStream.range(0, table.columns().size());
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty() || NUMBER.matcher(cell).matches();
    }
}
