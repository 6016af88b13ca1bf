package dev.fanfold.workload;

import java.util.List;

/// An answer as rows of text.
public record Table(List<String> columns, List<List<String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of "
                                + row.size()
                                + " values under "
                                + columns.size()
                                + " columns: "
                                + row);
            }
        }
    }
}
