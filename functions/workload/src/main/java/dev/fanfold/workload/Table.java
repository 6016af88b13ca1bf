package dev.fanfold.workload;

import java.util.List;

/// An answer as rows of text.
///
/// @param columns the names of the columns
/// @param rows the rows, each with one text per column
public record Table(List<String> columns, List<List<String>> rows) {
    /// @throws IllegalArgumentException if a row has fewer or more texts than there are columns
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
