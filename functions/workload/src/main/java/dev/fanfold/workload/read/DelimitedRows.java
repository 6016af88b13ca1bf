package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
/// A workload that passes rows on to later rounds plans groups of rows, [#plan(Planning, long)],
/// reads their text with [#texts], and makes rows of it with [#parser].
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
    static final String HEADER = "header";
    static final String COLUMNS = "columns";

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
        return new RowPlans(this, job).bytes();
    }

    /// A plan of `each` rows per task, in the order of the object, for [#texts]. Each line that is
    /// not empty counts as a row, except the header. Reads the whole object once.
    ///
    /// @throws InvalidInputException for the same reasons as [#plan(Planning)], and if a quote is
    ///   not closed on its line
    public Plan.Items plan(Planning job, long each) throws IOException {
        return new RowPlans(this, job).items(each);
    }

    /// The rows of the task's slice.
    ///
    /// Reading throws [InvalidInputException] if a line is not UTF-8, longer than
    /// [Lines#MAX_LINE_BYTES], or has a quote that is not closed.
    ///
    /// @throws PermanentFailureException if the plan is not from [#plan(Planning)] of an equal
    ///   instance
    public SliceReader<Row> read(Task task) throws IOException {
        Plan.Bytes plan = Lines.planOf(task, "DelimitedRows.read");
        RowParser parser = parser(plan.object().name(), plan, "DelimitedRows.read");
        return new SliceReader<>(
                task,
                plan.object().name(),
                Lines.cut(task, plan, LineCut.Ends.ANY),
                line -> row(plan.object(), line, parser),
                null);
    }

    /// The rows of the task's group as text, as they are in the object but without their line ends.
    /// Rows that [#parser] refuses are among them, so no row is rejected.
    ///
    /// Reading throws [InvalidInputException] if a line is not UTF-8 or longer than
    /// [Lines#MAX_LINE_BYTES].
    ///
    /// @throws PermanentFailureException if the plan is not from [#plan(Planning, long)] of an
    ///   equal instance
    public SliceReader<String> texts(Task task) throws IOException {
        if (!(task.plan() instanceof Plan.Items plan)) {
            throw new PermanentFailureException(
                    "DelimitedRows.texts reads groups of rows, and this job's plan is of %s: make the plan with DelimitedRows.plan(job, each)"
                            .formatted(task.plan().unit()));
        }
        var _ = parser(plan.object().name(), plan, "DelimitedRows.texts"); // checks the plan
        return new SliceReader<>(
                task,
                plan.object().name(),
                Lines.cut(task, plan, LineCut.Ends.ANY),
                line -> text(plan.object(), line),
                task.slice());
    }

    /// Makes a row of each text of [#texts], in a task of the plan or in a later round.
    ///
    /// The returned function throws [InvalidInputException] if the text is no row with the columns
    /// of the object. Several threads may call it.
    ///
    /// @param object the name of the object, for messages
    /// @param plan the plan of [#plan(Planning, long)], or another one with its facts
    /// @throws PermanentFailureException if the facts are not those of an equal instance
    public Function<String, Row> parser(String object, Plan plan) {
        RowParser parser = parser(object, plan, "DelimitedRows.parser");
        return text -> {
            try {
                return parser.row(text);
            } catch (Fields.MalformedRowException e) {
                throw new InvalidInputException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    /// The text of the header line; empty if the objects have no header.
    ///
    /// @param plan a plan of this format, or another one with its facts
    public Optional<String> headerOf(Plan plan) {
        return Optional.ofNullable(plan.facts().get(HEADER));
    }

    private RowParser parser(String object, Plan plan, String reader) {
        String columns = plan.facts().get(COLUMNS);
        Optional<String> line = headerOf(plan);
        if (columns == null || header != line.isPresent()) {
            throw new PermanentFailureException(
                    "%s needs a plan of DelimitedRows.plan with the same settings: make the plan with it"
                            .formatted(reader));
        }
        List<String> names = line.map(text -> new Fields(text, this).split()).orElse(List.of());
        return new RowParser(this, Integer.parseInt(columns), new Columns(object, names));
    }

    private static Decoder.Decoded<String> text(Pin object, Cut line) {
        String text = Text.of(object, line);
        return text.isEmpty() ? new Decoder.Decoded.Blank<>() : new Decoder.Decoded.Read<>(text);
    }

    private static Decoder.Decoded<Row> row(Pin object, Cut line, RowParser parser) {
        String text = Text.of(object, line);
        if (text.isEmpty()) {
            return new Decoder.Decoded.Blank<>();
        }
        try {
            return new Decoder.Decoded.Read<>(parser.row(text));
        } catch (Fields.UnclosedQuoteException e) {
            throw e.at(object, line.start());
        } catch (Fields.MalformedRowException e) {
            return new Decoder.Decoded.Rejected<>(String.valueOf(e.getMessage()));
        }
    }

    // Makes rows with the same columns.
    private record RowParser(DelimitedRows format, int width, Columns names) {
        Row row(String text) {
            List<String> fields = new Fields(text, format).split();
            if (fields.size() != width) {
                throw new Fields.MalformedRowException(
                        "%d columns, not %d".formatted(fields.size(), width));
            }
            return new Row(fields, names);
        }
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
