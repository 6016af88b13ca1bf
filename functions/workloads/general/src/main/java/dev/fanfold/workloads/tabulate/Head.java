package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Planning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The first bytes of a file, from which its layout is read.
final class Head {
    /// The number of bytes that are read to plan a job. The header must fit into them.
    static final int BYTES = 1 << 20;

    private final String file;
    private final byte[] bytes;
    private final int size;
    private final boolean whole;

    Head(String file, byte[] read, boolean whole) {
        this.file = file;
        this.bytes = Arrays.copyOf(read, read.length + Words.SLACK);
        this.size = read.length;
        this.whole = whole;
        FileFormat.check(file, bytes, size);
    }

    static Head of(Planning job) throws IOException {
        long end = Math.min(job.pin().size(), BYTES);
        try (InputStream in = job.source().open(job.pin(), 0, end)) {
            return new Head(job.pin().name(), in.readNBytes((int) end), end == job.pin().size());
        }
    }

    /// The layout of the file under the settings.
    Reading reading(JobSettings settings) {
        Preamble preamble = Preamble.of(file, bytes, size, whole, settings);
        int first = preamble.end();
        Optional<Separator> set =
                settings.text("separator", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Separator.named(settings.text("separator")));
        Optional<Separator> byName = Separator.ofFile(file);
        Separator separator =
                set.or(preamble::separator)
                        .or(() -> byName)
                        .orElseGet(() -> Detection.of(settings, bytes, first, size));
        String from =
                set.isPresent()
                        ? "set"
                        : preamble.separator().isPresent()
                                ? "first line"
                                : byName.isPresent() ? "extension" : "detected";
        Dialect dialect = Dialect.of(separator, settings);
        Walk walk = firstRecord(dialect, first);
        List<String> texts = texts(dialect, walk);
        boolean named = settings.flag("header", true);
        Header header =
                named
                        ? new Header(file, texts, Preamble.lines(bytes, walk.next))
                        : Header.numbered(file, walk.fields);
        var layout =
                new Layout(
                        dialect,
                        walk.fields,
                        header.columns("group-by", Tabulate.names(settings, "group-by")),
                        header.columns("measure", Tabulate.names(settings, "measure")),
                        Tabulate.missing(settings));
        return new Reading(layout, named ? walk.next : first, from, header.comment());
    }

    /// @param dataStart where the records start, after a byte order mark and a header
    /// @param separatorFrom how the separator was found
    /// @param note a remark about the header for the user; may be empty
    record Reading(Layout layout, long dataStart, String separatorFrom, String note) {
        Map<String, String> facts() {
            return layout.facts(separatorFrom, note);
        }
    }

    private Walk firstRecord(Dialect dialect, int first) {
        var marks = new Marks(dialect);
        marks.find(bytes, first, size);
        if (marks.bad >= 0 && (whole || !marks.cut)) {
            throw Utf8.fault(file, marks.bad, bytes[marks.bad]);
        }
        var walk = new Walk(dialect);
        if (!walk.record(bytes, marks, first, 0, whole)) {
            throw new InvalidInputException(
                    "%s: byte %d: the first record does not end within %d bytes: is it text? Or is a quote never closed?"
                            .formatted(file, first, BYTES));
        }
        if (walk.fault != null) {
            throw new InvalidInputException(
                    "%s: byte %d: the first record is malformed: %s"
                            .formatted(
                                    file,
                                    first,
                                    new MalformedRecord(dialect, walk).reason(bytes, first)));
        }
        for (int p = first; p < walk.next; p++) {
            if (bytes[p] == 0) {
                throw new InvalidInputException(
                        "%s: byte %d is zero: this is not text, or not in UTF-8; convert it first"
                                .formatted(file, p));
            }
        }
        return walk;
    }

    private List<String> texts(Dialect dialect, Walk walk) {
        return IntStream.range(0, walk.fields)
                .mapToObj(i -> {
                    int start = walk.starts[i];
                    int end =
                            walk.doubled[i]
                                    ? dialect.unquote(bytes, start, walk.ends[i])
                                    : walk.ends[i];
                    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
                })
                .toList();
    }
}
