package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/// Reads the rows of delimited text. The object may be cut into slices at any byte; a task reads
/// the rows whose first byte lies in its slice. The plan and the tasks need the same separator,
/// header and quotes, so use one instance for both.
///
/// A row is one line. Quotes follow RFC 4180: a field that begins with a quote ends with a quote,
/// and two quotes within the field stand for one quote. Empty lines are skipped. A row is rejected
/// if its number of fields differs from that of the first line that is not empty, or if text
/// follows a closing quote. A quote that is not closed on its line fails the task, because the
/// field may continue on the next line.
///
/// ```java
/// private static final DelimitedRows ROWS = DelimitedRows.separatedBy(';');
///
/// public Plan plan(Planning job) throws IOException { return ROWS.plan(job); }
/// public TaskResult<Long> work(Task task) throws IOException {
///     try (var rows = ROWS.read(task)) {
///         return rows.worked(rows.stream().mapToLong(row -> Long.parseLong(row.get("pieces"))).sum());
///     }
/// }
/// ```
///
/// @param separator the character between two fields
/// @param header whether the first line that is not empty names the columns
/// @param quotes whether fields may be quoted; if not, a quote is a plain character
public record DelimitedRows(char separator, boolean header, boolean quotes) {
    /// The maximum length of a header in bytes, because the plan contains the header.
    public static final int MAX_HEADER_BYTES = 32 << 10;

    // The names of facts of the plan: the text of the header, and the number of columns.
    private static final String HEADER = "header";
    private static final String COLUMNS = "columns";

    public DelimitedRows {
        if ("\"\r\n\ufeff".indexOf(separator) >= 0 || Character.isSurrogate(separator)) {
            throw new IllegalArgumentException(
                    "a separator is one character other than a quote or a line end, not \\u%04x"
                            .formatted((int) separator));
        }
    }

    /// Rows with commas, a header and quotes.
    public static DelimitedRows csv() {
        return separatedBy(',');
    }

    /// Rows with this separator, a header and quotes.
    public static DelimitedRows separatedBy(char separator) {
        return new DelimitedRows(separator, true, true);
    }

    /// A copy for objects without a header. Columns then have numbers only.
    public DelimitedRows withoutHeader() {
        return new DelimitedRows(separator, false, quotes);
    }

    /// A copy that treats a quote as a plain character.
    public DelimitedRows withoutQuotes() {
        return new DelimitedRows(separator, header, false);
    }

    /// A plan over all rows, in slices of [Planning#sliceBytes()]. Reads the first line that is not
    /// empty.
    ///
    /// @throws InvalidInputException if that line cannot be read; if a header is expected, also if
    ///   the object has no such line, or the line is longer than [#MAX_HEADER_BYTES]
    public Plan.Bytes plan(Planning job) throws IOException {
        Pin object = job.pin();
        var facts = new TreeMap<String, String>();
        long start = 0;
        try (var lines = firstLines(job, object)) {
            String line = "";
            while (line.isEmpty() && lines.next()) {
                line = Text.of(object, lines);
            }
            if (header) {
                start = lines.position();
                facts.put(HEADER, checkedHeader(object, line));
            }
            facts.put(COLUMNS, String.valueOf(firstRow(line, object, lines.start()).size()));
        }
        return Plan.bytes(object, start, job.sliceBytes(), facts);
    }

    private List<String> firstRow(String line, Pin object, long offset) {
        try {
            return split(line, object, offset);
        } catch (Fields.MalformedRowException e) {
            throw new InvalidInputException(
                    "%s: the first line cannot be read: %s".formatted(object.uri(), e.getMessage()),
                    e);
        }
    }

    private static LineCut firstLines(Planning job, Pin object) throws IOException {
        return new LineCut(
                job.source().open(object, 0, Math.min(object.size(), MAX_HEADER_BYTES)),
                object,
                new Slice(0, object.size()),
                false,
                LineCut.Ends.ANY,
                Lines.MAX_LINE_BYTES);
    }

    private static String checkedHeader(Pin object, String header) {
        if (header.isEmpty()) {
            throw new InvalidInputException(
                    "%s is empty: a header that names the columns is missing"
                            .formatted(object.uri()));
        }
        if (header.length() > MAX_HEADER_BYTES / 3
                && header.getBytes(StandardCharsets.UTF_8).length > MAX_HEADER_BYTES) {
            throw new InvalidInputException(
                    "%s: the header is longer than %d bytes: is the first line a header?"
                            .formatted(object.uri(), MAX_HEADER_BYTES));
        }
        return header;
    }

    /// The rows of the task's slice.
    ///
    /// Reading throws [InvalidInputException] if a line is not UTF-8, longer than
    /// [Lines#MAX_LINE_BYTES], or has a quote that is not closed.
    ///
    /// @throws PermanentFailureException if the plan is not from [#plan] of an equal instance
    public SliceReader<Row> read(Task task) throws IOException {
        Plan.Bytes plan = Lines.planOf(task, "DelimitedRows.read");
        String columns = plan.facts().get(COLUMNS);
        if (columns == null || header != plan.facts().containsKey(HEADER)) {
            throw new PermanentFailureException(
                    "DelimitedRows.read needs a plan of DelimitedRows.plan with the same settings: make the plan with it");
        }
        int width = Integer.parseInt(columns);
        Columns names = names(plan);
        return new SliceReader<>(
                task,
                plan.object().name(),
                Lines.cut(task, plan, LineCut.Ends.ANY),
                line -> row(plan.object(), line, width, names),
                null);
    }

    private Columns names(Plan.Bytes plan) {
        String line = plan.facts().get(HEADER);
        return new Columns(
                plan.object().name(), line == null ? List.of() : split(line, plan.object(), 0));
    }

    private Decoder.Decoded<Row> row(Pin object, Cut line, int width, Columns names) {
        String text = Text.of(object, line);
        if (text.isEmpty()) {
            return new Decoder.Decoded.Blank<>();
        }
        try {
            List<String> fields = split(text, object, line.start());
            return fields.size() == width
                    ? new Decoder.Decoded.Read<>(new Row(fields, names))
                    : new Decoder.Decoded.Rejected<>(
                            "%d columns, not %d".formatted(fields.size(), width));
        } catch (Fields.MalformedRowException e) {
            return new Decoder.Decoded.Rejected<>(String.valueOf(e.getMessage()));
        }
    }

    private List<String> split(String line, Pin object, long offset) {
        return new Fields(line, this, object, offset).split();
    }

    /// One row.
    public static final class Row {
        private final List<String> fields;
        private final Columns columns;

        Row(List<String> fields, Columns columns) {
            this.fields = List.copyOf(fields);
            this.columns = columns;
        }

        /// The field in this column.
        ///
        /// @throws InvalidInputException if there is no header, or it does not name the column
        ///   exactly once
        public String get(String column) {
            return fields.get(columns.index(column));
        }

        /// The field with this number, from 0.
        ///
        /// @throws IndexOutOfBoundsException if the row has no such field
        public String get(int column) {
            return fields.get(column);
        }

        /// All fields, in order.
        public List<String> fields() {
            return fields;
        }
    }
}
