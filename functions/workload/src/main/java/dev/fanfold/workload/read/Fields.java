package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.util.ArrayList;
import java.util.List;

/// Splits one line of delimited text into its fields.
final class Fields {
    private final String line;
    private final DelimitedRows format;
    private final Pin object;
    private final long offset;
    private int position;

    /// @param offset the offset in the object, in bytes, at which the line starts
    Fields(String line, DelimitedRows format, Pin object, long offset) {
        this.line = line;
        this.format = format;
        this.object = object;
        this.offset = offset;
    }

    /// The row cannot be used. The task rejects it and continues with the next row.
    static final class MalformedRowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedRowException(String reason) {
            super(reason, null, false, false);
        }
    }

    /// The fields of the line, without the quotes around them.
    ///
    /// @throws MalformedRowException if text follows a closing quote
    /// @throws InvalidInputException if a quote is not closed
    List<String> split() {
        var fields = new ArrayList<String>();
        fields.add(readField());
        while (position < line.length()) {
            position++;
            fields.add(readField());
        }
        return fields;
    }

    // Moves to the separator after the field, or to the end of the line.
    private String readField() {
        if (format.quotes() && position < line.length() && line.charAt(position) == '"') {
            return readQuotedField();
        }
        int end = line.indexOf(format.separator(), position);
        String field = line.substring(position, end < 0 ? line.length() : end);
        position += field.length();
        return field;
    }

    private String readQuotedField() {
        int start = position + 1;
        int end = line.indexOf('"', start);
        boolean hasDoubledQuotes = false;
        while (end >= 0 && end + 1 < line.length() && line.charAt(end + 1) == '"') {
            hasDoubledQuotes = true;
            end = line.indexOf('"', end + 2);
        }
        if (end < 0) {
            throw new InvalidInputException(
                    ("%s: the line at byte %d has a quote that is not closed on it: close or remove it; quoted fields with"
                                    + " line ends cannot be read here, and if quotes are plain characters,"
                                    + " use DelimitedRows.withoutQuotes()")
                            .formatted(object.uri(), offset));
        }
        position = end + 1;
        if (position < line.length() && line.charAt(position) != format.separator()) {
            throw new MalformedRowException("text after a closing quote");
        }
        String field = line.substring(start, end);
        return hasDoubledQuotes ? field.replace("\"\"", "\"") : field;
    }
}
