package dev.fanfold.workloads.tabulate;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.work.Planning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The first bytes of a file, and what they say of the rest.
final class Head {
    /// As much is read to plan a job; the header must fit in it.
    static final int BYTES = 1 << 20;

    private final String file;
    private final byte[] bytes;
    private final int size;
    private final boolean whole;
    private final int start;
    private final int first;

    Head(String file, byte[] read, boolean whole) {
        this.file = file;
        this.bytes = Arrays.copyOf(read, read.length + Words.SLACK);
        this.size = read.length;
        this.whole = whole;
        this.start = startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
        if (size == start) {
            throw new InputFault("%s is empty: there is nothing to tabulate".formatted(file));
        }
        this.first = pastEmptyLines();
        if (first == size) {
            throw new InputFault(
                    "%s: the first %d bytes are empty lines: there is nothing to tabulate"
                            .formatted(file, size));
        }
        if (startsWith(0x1f, 0x8b)) {
            throw new InputFault(
                    "%s: byte 0: this is compressed by gzip; unpack it first: gunzip --keep"
                            .formatted(file));
        }
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            throw new InputFault(
                    "%s: byte 0: this is UTF-16; convert it to UTF-8 first".formatted(file));
        }
    }

    static Head of(Planning job) throws IOException {
        long end = Math.min(job.pin().size(), BYTES);
        try (InputStream in = job.source().open(job.pin(), 0, end)) {
            return new Head(job.pin().name(), in.readNBytes((int) end), end == job.pin().size());
        }
    }

    /// What of the file the settings ask for.
    Reading reading(JobSettings settings) {
        Optional<Separator> set =
                settings.text("separator", "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Separator.named(settings.text("separator")));
        Optional<Separator> byName = Separator.ofFile(file);
        Separator separator =
                set.or(() -> byName).orElseGet(() -> Detection.of(bytes, first, size));
        String from = set.isPresent() ? "set" : byName.isPresent() ? "extension" : "detected";
        Walk first = firstRecord(separator);
        boolean named = settings.flag("header", true);
        Header header =
                named ? Header.named(file, texts(first)) : Header.numbered(file, first.fields);
        var layout =
                new Layout(
                        separator,
                        first.fields,
                        header.columns("group-by", Tabulate.names(settings, "group-by")),
                        header.columns("measure", Tabulate.names(settings, "measure")),
                        Tabulate.missing(settings));
        return new Reading(layout, named ? first.next : start, from);
    }

    /// @param dataStart where the records start, after a byte order mark and a header
    /// @param separatorFrom where the separator is known from
    record Reading(Layout layout, long dataStart, String separatorFrom) {}

    private int pastEmptyLines() {
        int past = start;
        while (past < size && (bytes[past] == '\n' || bytes[past] == '\r')) {
            past++;
        }
        return past;
    }

    private Walk firstRecord(Separator separator) {
        var marks = new Marks(separator.last());
        marks.find(bytes, first, size);
        if (marks.bad >= 0 && (whole || !marks.cut)) {
            throw Utf8.fault(file, marks.bad, bytes[marks.bad]);
        }
        var walk = new Walk(separator);
        if (!walk.record(bytes, marks, first, 0, whole)) {
            throw new InputFault(
                    "%s: the first record does not end within %d bytes: is a quote never closed?"
                            .formatted(file, BYTES));
        }
        if (walk.fault != null) {
            throw new InputFault(
                    "%s: byte %d: the first record is malformed: %s"
                            .formatted(file, first, walk.fault));
        }
        return walk;
    }

    private List<String> texts(Walk walk) {
        return IntStream.range(0, walk.fields)
                .mapToObj(i -> {
                    String text =
                            new String(
                                    bytes,
                                    walk.starts[i],
                                    walk.ends[i] - walk.starts[i],
                                    StandardCharsets.UTF_8);
                    return walk.doubled[i] ? text.replace("\"\"", "\"") : text;
                })
                .toList();
    }

    private boolean startsWith(int... expected) {
        return size >= expected.length
                && IntStream.range(0, expected.length)
                        .allMatch(i -> (bytes[i] & 0xff) == expected[i]);
    }
}
