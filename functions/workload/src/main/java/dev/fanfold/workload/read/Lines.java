package dev.fanfold.workload.read;

import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// Reads the lines of an object. The object may be cut into slices at any byte; a task reads the
/// lines whose first byte lies in its slice.
///
/// A line ends with LF, CRLF or CR, as in [java.io.BufferedReader], and the last line may have no
/// line end. Empty lines are returned too.
///
/// ```java
/// public Plan plan(Planning job) { return Lines.plan(job); }
/// public TaskResult<Long> work(Task task) throws IOException {
///     try (var lines = Lines.of(task)) {
///         return lines.worked(lines.stream().filter(line -> line.contains("ERROR")).count());
///     }
/// }
/// ```
public final class Lines {
    /// The maximum length of a line in bytes, without its line end. A longer line fails its task.
    public static final int MAX_LINE_BYTES = 16 << 20;

    private Lines() {}

    /// A plan over the whole input, in slices of [Planning#sliceBytes()].
    public static Plan.Bytes plan(Planning job) {
        return Plan.bytes(job.pin(), 0, job.sliceBytes(), Map.of());
    }

    /// The lines of the task's slice as text, without their line ends.
    ///
    /// Reading throws [dev.fanfold.workload.InvalidInputException] if a line is not UTF-8 or longer
    /// than [#MAX_LINE_BYTES]. A byte order mark at the beginning of the object is skipped.
    ///
    /// @throws PermanentFailureException if the plan is not one of bytes
    public static SliceReader<String> of(Task task) throws IOException {
        Plan.Bytes plan = planOf(task, "Lines.of");
        Pin object = plan.object();
        return read(
                task,
                plan,
                line ->
                        Text.isByteOrderMarkOnly(line)
                                ? new Decoder.Decoded.Blank<>()
                                : new Decoder.Decoded.Read<>(Text.of(object, line)));
    }

    /// The lines of the task's slice as bytes, without their line ends, each in a new array. The
    /// encoding may be any in which LF and CR are the bytes 10 and 13. A byte order mark is not
    /// skipped.
    ///
    /// Reading throws [dev.fanfold.workload.InvalidInputException] if a line is longer than
    /// [#MAX_LINE_BYTES].
    ///
    /// @throws PermanentFailureException if the plan is not one of bytes
    public static SliceReader<byte[]> bytes(Task task) throws IOException {
        return read(
                task, planOf(task, "Lines.bytes"), line -> new Decoder.Decoded.Read<>(copy(line)));
    }

    static byte[] copy(Cut record) {
        return Arrays.copyOfRange(record.bytes(), record.from(), record.to());
    }

    private static <R> SliceReader<R> read(Task task, Plan.Bytes plan, Decoder<R> decoder)
            throws IOException {
        return new SliceReader<>(
                task, plan.object().name(), cut(task, plan, LineCut.Ends.ANY), decoder, null);
    }

    /// The lines that start in the task's slice.
    static Cut cut(Task task, Plan.Bytes plan, LineCut.Ends ends) throws IOException {
        Slice slice = task.slice();
        boolean mayStartWithinLine = slice.from() > plan.from();
        long from = mayStartWithinLine ? slice.from() - 1 : slice.from();
        return new LineCut(
                task.source().open(plan.object(), from, slice.to()),
                plan.object(),
                slice,
                mayStartWithinLine,
                ends,
                MAX_LINE_BYTES);
    }

    /// The lines of the task's group of items.
    static Cut cut(Task task, Plan.Items plan, LineCut.Ends ends) throws IOException {
        Slice bytes = plan.bytes(task.index());
        return new LineCut(
                task.source().open(plan.object(), bytes.from(), bytes.to()),
                plan.object(),
                bytes,
                false,
                ends,
                MAX_LINE_BYTES);
    }

    /// The task's plan of bytes.
    ///
    /// @param reader the name of the method that the workload called, for the exception's message
    /// @throws PermanentFailureException if the plan is not one of bytes
    static Plan.Bytes planOf(Task task, String reader) {
        return switch (task.plan()) {
            case Plan.Bytes bytes -> bytes;
            case Plan.Numbers numbers -> throw notBytes(reader, numbers);
            case Plan.Items items -> throw notBytes(reader, items);
        };
    }

    private static PermanentFailureException notBytes(String reader, Plan plan) {
        return new PermanentFailureException(
                "%s reads slices of bytes, and this job's plan is of %s: make the plan with Lines.plan(job)"
                        .formatted(reader, plan.unit()));
    }
}
