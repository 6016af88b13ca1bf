package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Makes the plans of [DelimitedRows] over one object.
final class RowPlans {
    private final DelimitedRows format;
    private final Planning job;
    private final Pin object;

    RowPlans(DelimitedRows format, Planning job) {
        this.format = format;
        this.job = job;
        this.object = job.pin();
    }

    /// A plan in slices of bytes.
    Plan.Bytes bytes() throws IOException {
        Start start = start();
        return Plan.bytes(object, start.rows, job.sliceBytes(), start.facts);
    }

    /// A plan in groups of rows.
    Plan.Items items(long each) throws IOException {
        Start start = start();
        var starts = LongStream.builder();
        long rows = 0;
        try (LineCut lines = lines(start.rows, object.size())) {
            while (lines.next()) {
                if (lines.textFrom() == lines.to()) {
                    continue;
                }
                checkQuotes(lines);
                if (rows % each == 0) {
                    starts.add(lines.start());
                }
                rows++;
            }
        }
        return new Plan.Items(
                object, rows, each, new ItemIndex(starts.build().toArray()), start.facts);
    }

    // Where the rows start, and the facts of the plan.
    private record Start(long rows, SortedMap<String, String> facts) {}

    private Start start() throws IOException {
        var facts = new TreeMap<String, String>();
        long rows = 0;
        try (LineCut lines = lines(0, Math.min(object.size(), DelimitedRows.MAX_HEADER_BYTES))) {
            String line = "";
            while (line.isEmpty() && lines.next()) {
                line = Text.of(object, lines);
            }
            if (format.header()) {
                rows = lines.position();
                facts.put(DelimitedRows.HEADER, checkedHeader(line));
            }
            int columns = firstRow(line, lines.start()).size();
            facts.put(DelimitedRows.COLUMNS, String.valueOf(columns));
        }
        return new Start(rows, facts);
    }

    private List<String> firstRow(String line, long offset) {
        try {
            return new Fields(line, format).split();
        } catch (Fields.UnclosedQuoteException e) {
            throw e.at(object, offset);
        } catch (Fields.MalformedRowException e) {
            throw new InvalidInputException(
                    "%s: the first line cannot be read: %s".formatted(object.uri(), e.getMessage()),
                    e);
        }
    }

    // The lines from this byte on, to the end of the object.
    private LineCut lines(long from, long expectedEnd) throws IOException {
        return new LineCut(
                job.source().open(object, from, expectedEnd),
                object,
                new Slice(from, object.size()),
                false,
                LineCut.Ends.ANY,
                Lines.MAX_LINE_BYTES);
    }

    private String checkedHeader(String header) {
        if (header.isEmpty()) {
            throw new InvalidInputException(
                    "%s is empty: a header that names the columns is missing"
                            .formatted(object.uri()));
        }
        if (header.length() > DelimitedRows.MAX_HEADER_BYTES / 3
                && header.getBytes(StandardCharsets.UTF_8).length
                        > DelimitedRows.MAX_HEADER_BYTES) {
            throw new InvalidInputException(
                    "%s: the header is longer than %d bytes: is the first line a header?"
                            .formatted(object.uri(), DelimitedRows.MAX_HEADER_BYTES));
        }
        return header;
    }

    // A field that continues on the next line would make two rows of one, and the second might look
    // like a right one.
    private void checkQuotes(LineCut line) {
        if (!format.quotes() || !hasQuote(line)) {
            return;
        }
        try {
            var _ = new Fields(Text.of(object, line), format).split();
        } catch (Fields.UnclosedQuoteException e) {
            throw e.at(object, line.start());
        } catch (Fields.MalformedRowException e) {
            return; // concerns this row only
        }
    }

    private static boolean hasQuote(LineCut line) {
        for (int index = line.from(); index < line.to(); index++) {
            if (line.bytes()[index] == '"') {
                return true;
            }
        }
        return false;
    }
}
