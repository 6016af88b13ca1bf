package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records.Rejections;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Group-by statistics over delimited text.
///
/// The answer has the number of rows of each group. For each measure in a group it has the number
/// of values, the number of missing values, the exact sum, minimum and maximum, and the mean to 12
/// digits. The quantiles p50, p95 and p99 are by nearest rank, within 1 %. The number of different
/// values is exact up to 4,096 and within 2 % above.
///
/// A malformed row, such as one with the wrong number of columns, is rejected. A value that is
/// neither missing nor a number is rejected too: its row counts as rejected once, but it also
/// counts as a row of its group, and its other values are used. Each task lists its rejected rows
/// in an output, [Task#REJECTS].
///
/// Quoted fields are read as in RFC 4180, unless tabs separate the fields: then quotes are plain
/// characters by default. Quoted fields may contain line ends only with the setting `multiline`.
/// Records end with LF, CRLF or CR. Empty lines and comments are not records; only the coverage
/// counts them. A quote inside an unquoted field is a plain character. A record whose quoted field
/// does not end on its line is rejected. With `multiline`, a quote that is never closed fails the
/// job if it encloses further lines. Spaces and tabs around a number are ignored.
///
/// A number has at most 64 significant digits and 1,000 characters. It is 0, or its magnitude is at
/// least 10^-300 and less than 10^301. Other values are rejected. All sums are exact. An answer has
/// at most 100,000 groups and 250,000 pairs of a group and a measure; see [Limits].
public final class Tabulate implements PlainWorkload<Tabulation> {
    private static final TabulationCodec CODEC = new TabulationCodec();

    // If the file is one slice, its task may need nearly all the time that a worker has.
    private static final Duration MAX_TASK_TIME = Duration.ofMinutes(14);

    @Override
    public Definition definition() {
        return Definition.of("tabulate", "Group-by statistics over delimited text.")
                .with(
                        "group-by",
                        "columns, comma-separated (\"a,b\" is one); none makes one group of all rows",
                        "")
                .with("measure", "columns of numbers, comma-separated", "")
                .with(
                        "separator",
                        "one character, or tab; empty: by the file's first line (sep=;) or extension, else detected",
                        "")
                .with(
                        "quote",
                        "the ASCII character that encloses fields, or none; empty: none between tabs, else \"",
                        "")
                .with(
                        "escape",
                        "the character that escapes a quote in a quoted field, such as \\; a doubled quote is always one quote",
                        "none")
                .with(
                        "comment",
                        "the beginning of comment lines, such as #; empty: no comments",
                        "")
                .with("skip", "how many lines to skip at the beginning of the file", "0")
                .with(
                        "header",
                        "whether the first row names the columns, else they are c1, c2, ...",
                        "true")
                .with("decimal", "the decimal separator: . or ,", ".")
                .with(
                        "thousands",
                        "the separator of thousands: . , ' _ a space, U+00A0, U+202F or U+2019; empty: none",
                        "")
                .with("missing", "texts that mean no value, comma-separated", ",NA")
                .with(
                        "multiline",
                        "whether quoted fields hold line ends; the file is then one slice",
                        "false")
                .reading("")
                .computing()
                .within(MAX_TASK_TIME);
    }

    @Override
    public Plan plan(Planning job) throws IOException {
        // Only checks these settings; the tasks read them again.
        Notation.of(job.settings());
        boolean isOneSlice = job.settings().flag("multiline", false);
        Head.FileLayout layout = Head.of(job).layout(job.settings());
        long each = isOneSlice ? Math.max(1, job.pin().size()) : job.sliceBytes();
        return Plan.bytes(job.pin(), layout.dataStart(), each, layout.facts());
    }

    @Override
    public TaskResult<Tabulation> work(Task task) throws IOException {
        if (!(task.plan() instanceof Plan.Bytes plan)) {
            throw new IllegalArgumentException("tabulate reads bytes, not " + task.plan().unit());
        }
        Layout layout = Layout.of(plan, task.settings());
        Slice slice = task.slice();
        boolean mayStartWithinRecord = slice.from() > plan.from();
        long from = mayStartWithinRecord ? slice.from() - 1 : slice.from();
        String file = plan.object().name();
        try (InputStream in = task.source().open(plan.object(), from, slice.to());
                var rejections = new Rejections(task, file)) {
            var rows =
                    new Rows(
                            new SliceBuffer(file, in, from, slice.to()),
                            mayStartWithinRecord,
                            layout,
                            Kernel.wanted(layout));
            return new Kernel(file, layout, Notation.of(task.settings()), rows, rejections).run();
        }
    }

    @Override
    public Tabulation empty() {
        return Tabulation.EMPTY;
    }

    @Override
    public Tabulation merge(Tabulation left, Tabulation right) {
        return Tabulation.merge(left, right);
    }

    @Override
    public Codec<Tabulation> codec() {
        return CODEC;
    }

    @Override
    public Finished finish(Tabulation total, Finishing job) {
        return Finished.done(new GroupTable(Layout.of(job.plan(), job.settings()), total).json());
    }

    @Override
    public Optional<Table> table(Tabulation total, Finishing job) {
        return Optional.of(new GroupTable(Layout.of(job.plan(), job.settings()), total).table());
    }

    /// The texts that mean a missing value.
    static List<String> missing(JobSettings settings) {
        return List.of(settings.text("missing", ",NA").split(",", -1));
    }

    /// The names of the columns that a setting lists.
    ///
    /// @throws InvalidInputException if there are more than [Limits#MAX_COLUMNS]
    static List<String> names(JobSettings settings, String setting) {
        List<String> names = ColumnNames.of(settings.text(setting, ""));
        if (names.size() > Limits.MAX_COLUMNS) {
            throw new InvalidInputException(
                    "setting %s names %d columns, more than %d: make it several jobs"
                            .formatted(setting, names.size(), Limits.MAX_COLUMNS));
        }
        return names;
    }
}
