package dev.fanfold.workloads.tabulate;

import dev.fanfold.engine.arrival.InputFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The names of a file's columns.
record Header(String file, List<String> names) {
    /// The names in the file's first record.
    ///
    /// @throws InputFault when a name is empty or stands there twice
    static Header named(String file, List<String> names) {
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                throw new InputFault(
                        ("%s: column %d has no name in the header; name it, or read the file without a header:"
                                        + " --set header=false")
                                .formatted(file, i + 1));
            }
            if (!seen.add(names.get(i))) {
                throw new InputFault(
                        "%s: the header names column \"%s\" twice; rename one, or add --set header=false"
                                .formatted(file, names.get(i)));
            }
        }
        return new Header(file, List.copyOf(names));
    }

    /// c1, c2, ... for a file without a header.
    static Header numbered(String file, int width) {
        return new Header(file, IntStream.rangeClosed(1, width).mapToObj(i -> "c" + i).toList());
    }

    /// The columns that a setting names.
    ///
    /// @throws InputFault when there is no such column, naming the nearest one
    List<Column> columns(String setting, List<String> wanted) {
        var columns = new ArrayList<Column>();
        for (String name : wanted) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new InputFault(
                        "setting %s: %s has no column \"%s\"; %s"
                                .formatted(setting, file, name, instead(name)));
            }
            var column = new Column(index, name);
            if (columns.contains(column)) {
                throw new InputFault(
                        "setting %s names column \"%s\" twice: leave one out"
                                .formatted(setting, name));
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    private String instead(String name) {
        if (names.size() == 1) {
            return "it has one column, \"%s\"; if that is several, say what separates them: --set separator=..."
                    .formatted(names.getFirst());
        }
        String nearest =
                names.stream()
                        .min(Comparator.comparingInt(other -> distance(name, other)))
                        .orElseThrow();
        String all = names.stream().limit(20).collect(Collectors.joining(", "));
        return "did you mean %s? It has %s%s"
                .formatted(ColumnNames.quoted(nearest), all, names.size() > 20 ? ", ..." : "");
    }

    // Levenshtein's, upper and lower case alike.
    private static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] above = Arrays.copyOf(row, row.length);
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same =
                        Character.toLowerCase(a.charAt(i - 1))
                                == Character.toLowerCase(b.charAt(j - 1));
                row[j] =
                        Math.min(above[j - 1] + (same ? 0 : 1), 1 + Math.min(above[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
