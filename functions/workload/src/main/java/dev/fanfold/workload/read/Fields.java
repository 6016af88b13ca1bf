package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.util.ArrayList;
import java.util.List;

/// Splits one line of delimited text into its fields.
final class Fields {
    private final String line;
    private final DelimitedRows format;
    private int position;

    Fields(String line, DelimitedRows format) {
        this.line = line;
        this.format = format;
    }

    /// The row cannot be used. The task rejects it and continues with the next row.
    static class MalformedRowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedRowException(String reason) {
            super(reason, null, false, false);
        }
    }

    /// A quote is not closed on the line, so the field may continue on the next line.
    static final class UnclosedQuoteException extends MalformedRowException {
        private static final long serialVersionUID = 1;

        UnclosedQuoteException() {
            super("a quote is not closed");
        }

        /// The exception for the line that starts at this byte of the object.
        InvalidInputException at(Pin object, long offset) {
            return new InvalidInputException(
                    ("%s: the line at byte %d has a quote that is not closed on it: close or remove it; quoted fields with"
                                    + " line ends cannot be read here, and if quotes are plain characters,"
                                    + " use DelimitedRows.withoutQuotes()")
                            .formatted(object.uri(), offset));
        }
    }

    /// The fields of the line, without the quotes around them.
    ///
    /// @throws MalformedRowException if text follows a closing quote, or a quote is not closed
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
            throw new UnclosedQuoteException();
        }
        position = end + 1;
        if (position < line.length() && line.charAt(position) != format.separator()) {
            throw new MalformedRowException("text after a closing quote");
        }
        String field = line.substring(start, end);
        return hasDoubledQuotes ? field.replace("\"\"", "\"") : field;
    }
}
