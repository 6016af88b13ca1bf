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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The first bytes of a file. With the settings, they determine the layout of the whole file.
final class Head {
    /// The maximum number of bytes that are read to plan a job. The first record, which may be the
    /// header, must end within them.
    static final int MAX_BYTES = 1 << 20;

    private final String file;
    private final byte[] bytes;
    private final int size;
    private final boolean isWholeFile;

    /// @throws InvalidInputException if the file is not delimited text in UTF-8, see [FileFormat]
    Head(String file, byte[] read, boolean isWholeFile) {
        this.file = file;
        this.bytes = Arrays.copyOf(read, read.length + Words.SLACK);
        this.size = read.length;
        this.isWholeFile = isWholeFile;
        FileFormat.check(file, bytes, size);
    }

    static Head of(Planning job) throws IOException {
        long end = Math.min(job.pin().size(), MAX_BYTES);
        try (InputStream in = job.source().open(job.pin(), 0, end)) {
            return new Head(job.pin().name(), in.readNBytes((int) end), end == job.pin().size());
        }
    }

    /// The layout of the file, from the settings and the first bytes.
    FileLayout layout(JobSettings settings) {
        Preamble preamble = Preamble.of(file, bytes, size, isWholeFile, settings);
        int first = preamble.end();
        Optional<Separator> fromSetting =
                settings.text("separator", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Separator.named(settings.text("separator")));
        Optional<Separator> fromExtension = Separator.ofFile(file);
        Separator separator =
                fromSetting
                        .or(preamble::separator)
                        .or(() -> fromExtension)
                        .orElseGet(() -> Detection.of(settings, bytes, first, size));
        String separatorFrom =
                fromSetting.isPresent()
                        ? "set"
                        : preamble.separator().isPresent()
                                ? "first line"
                                : fromExtension.isPresent() ? "extension" : "detected";
        Dialect dialect = Dialect.of(separator, settings);
        boolean hasHeader = settings.flag("header", true);
        Walk walk = firstRecord(dialect, first, hasHeader);
        List<String> texts = texts(dialect, walk);
        Header header =
                hasHeader
                        ? new Header(file, texts, Preamble.lines(bytes, walk.next), texts)
                        : Header.numbered(file, texts);
        var layout =
                new Layout(
                        dialect,
                        walk.fields,
                        header.columns("group-by", Tabulate.names(settings, "group-by")),
                        header.columns("measure", Tabulate.names(settings, "measure")),
                        Tabulate.missing(settings));
        long dataStart = hasHeader ? walk.next : first;
        String note =
                Stream.of(header.commentHint(), quoteHint(dialect, settings, (int) dataStart))
                        .filter(hint -> !hint.isEmpty())
                        .collect(Collectors.joining("; "));
        return new FileLayout(layout, dataStart, separatorFrom, note);
    }

    // A hint if a field begins with a quote, but quotes are plain characters by default; otherwise
    // empty. The rejected rows may not show this: if the file has one column, each line of a quoted
    // field is a valid row.
    private String quoteHint(Dialect dialect, JobSettings settings, int from) {
        boolean isDefault = settings.text("quote", "").isEmpty() && dialect.quote() == Dialect.NONE;
        for (int p = from; p < size && isDefault; p++) {
            byte before = p == 0 ? (byte) '\n' : bytes[p - 1];
            if (bytes[p] == '"' && (before == '\n' || before == '\r' || before == '\t')) {
                return "a field at byte %d begins with a quote, which is a plain character between tabs%s"
                        .formatted(p, ": if quotes enclose fields, add --set quote='\"'");
            }
        }
        return "";
    }

    /// The layout of a file, and how it was determined.
    ///
    /// @param dataStart where the records start, after the preamble and the header
    /// @param separatorFrom how the separator was found, see [Layout#SEPARATOR_FROM]
    /// @param note remarks about the file for the user; may be empty
    record FileLayout(Layout layout, long dataStart, String separatorFrom, String note) {
        Map<String, String> facts() {
            return layout.facts(separatorFrom, note);
        }
    }

    // Reads the first record, which starts at `first`, and checks it.
    private Walk firstRecord(Dialect dialect, int first, boolean isHeader) {
        var marks = new Marks(dialect);
        marks.find(bytes, first, size);
        if (marks.invalid >= 0 && (isWholeFile || !marks.truncated)) {
            throw Utf8.invalidByte(file, marks.invalid, bytes[marks.invalid]);
        }
        var walk = new Walk(dialect);
        if (!walk.readRecord(bytes, marks, first, 0, isWholeFile)) {
            throw new InvalidInputException(
                    "%s: byte %d: the first record does not end within %d bytes: is it text? Or is a quote never closed?"
                            .formatted(file, first, MAX_BYTES));
        }
        String error = new RecordErrors(dialect, walk).reason(bytes, first);
        if (error != null && (walk.error != null || isHeader)) {
            throw new InvalidInputException(
                    "%s: byte %d: the first record is malformed: %s".formatted(file, first, error));
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

    // The fields of the record that the walk read. Unquotes them in place.
    private List<String> texts(Dialect dialect, Walk walk) {
        return IntStream.range(0, walk.fields)
                .mapToObj(i -> {
                    int start = walk.starts[i];
                    int end =
                            walk.mayNeedUnquoting[i]
                                    ? dialect.unquote(bytes, start, walk.ends[i])
                                    : walk.ends[i];
                    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
                })
                .toList();
    }
}
