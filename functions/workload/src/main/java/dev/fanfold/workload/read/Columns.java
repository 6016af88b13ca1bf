package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The names of an object's columns. Several threads may use them.
final class Columns {
    private static final int MAX_SHOWN = 20;

    private final String file;
    private final List<String> names;
    private final Map<String, Integer> indices = new ConcurrentHashMap<>();

    /// @param file the name of the object, for messages
    /// @param names the names in the order of the columns; empty if there is no header
    Columns(String file, List<String> names) {
        this.file = file;
        this.names = names;
    }

    /// The number of the column with this name, from 0.
    ///
    /// @throws InvalidInputException if no column or several columns have the name
    int index(String name) {
        return indices.computeIfAbsent(name, this::find);
    }

    private int find(String name) {
        int index = names.indexOf(name);
        if (names.isEmpty()) {
            throw new InvalidInputException(
                    "%s is read without a header: name columns by their numbers, not \"%s\""
                            .formatted(file, name));
        }
        if (index < 0) {
            throw new InvalidInputException(
                    "%s has no column \"%s\"%s; it has %s"
                            .formatted(
                                    file,
                                    name,
                                    InvalidInputException.didYouMean(name, names),
                                    firstNames()));
        }
        if (names.lastIndexOf(name) > index) {
            throw new InvalidInputException(
                    "%s has two columns \"%s\": rename one, or read them by their numbers"
                            .formatted(file, name));
        }
        return index;
    }

    private String firstNames() {
        String first = String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())));
        return names.size() > MAX_SHOWN ? first + ", ..." : first;
    }
}
