package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.util.ArrayList;
import java.util.List;

/// The fields of one line of delimited text.
final class Fields {
    private final String line;
    private final DelimitedRows format;
    private final Pin object;
    private final long at;
    private int place;

    /// @param at where the line starts in the object
    Fields(String line, DelimitedRows format, Pin object, long at) {
        this.line = line;
        this.format = format;
        this.object = object;
        this.at = at;
    }

    /// A row that cannot be used, though the rows after it can.
    static final class MalformedRowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedRowException(String what) {
            super(what, null, false, false);
        }
    }

    /// @throws MalformedRowException if text follows a closing quote
    /// @throws InvalidInputException if a quote is not closed
    List<String> split() {
        var fields = new ArrayList<String>();
        fields.add(field());
        while (place < line.length()) {
            place++;
            fields.add(field());
        }
        return fields;
    }

    private String field() {
        if (format.quotes() && place < line.length() && line.charAt(place) == '"') {
            return quoted();
        }
        int end = line.indexOf(format.separator(), place);
        String field = line.substring(place, end < 0 ? line.length() : end);
        place += field.length();
        return field;
    }

    private String quoted() {
        int start = place + 1;
        int end = line.indexOf('"', start);
        boolean twice = false;
        while (end >= 0 && end + 1 < line.length() && line.charAt(end + 1) == '"') {
            twice = true;
            end = line.indexOf('"', end + 2);
        }
        if (end < 0) {
            throw new InvalidInputException(
                    ("%s: the line at byte %d has a quote that is not closed on it: close or remove it; quoted fields with"
                                    + " line ends cannot be read here, and if quotes are plain characters,"
                                    + " use DelimitedRows.withoutQuotes()")
                            .formatted(object.uri(), at));
        }
        place = end + 1;
        if (place < line.length() && line.charAt(place) != format.separator()) {
            throw new MalformedRowException("text after a closing quote");
        }
        String field = line.substring(start, end);
        return twice ? field.replace("\"\"", "\"") : field;
    }
}
