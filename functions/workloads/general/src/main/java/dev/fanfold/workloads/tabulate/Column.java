package dev.fanfold.workloads.tabulate;

/// A column of the file.
///
/// @param index position of the column in a record, from 0
record Column(int index, String name) {
    /// Its form in a plan: `8:arr_delay`.
    String text() {
        return index + ":" + name;
    }

    static Column of(String text) {
        int colon = text.indexOf(':');
        return new Column(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }
}
