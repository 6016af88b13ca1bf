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

/// The lines of an object that is cut into slices of bytes, wherever the cuts fall: a task reads
/// the lines whose first byte lies in its slice.
///
/// A line ends with LF, CRLF or CR, as [java.io.BufferedReader] has it, and the last one may have
/// no end. Empty lines are lines.
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
    /// A longer line fails its task; its end is not counted.
    public static final int MAX_LINE_BYTES = 16 << 20;

    private Lines() {}

    /// A plan over the whole input, cut into slices of as many bytes as the job's options say.
    public static Plan.Bytes plan(Planning job) {
        return Plan.bytes(job.pin(), 0, job.sliceBytes(), Map.of());
    }

    /// The lines of the task's slice as text, without their ends.
    ///
    /// Reading throws [dev.fanfold.workload.InvalidInputException] when a line is not UTF-8 or
    /// longer than [#MAX_LINE_BYTES]. A byte order mark at the beginning of the object is left out.
    ///
    /// @throws PermanentFailureException when the task is not of a plan of bytes
    public static SliceReader<String> of(Task task) throws IOException {
        Plan.Bytes plan = planOf(task, "Lines.of");
        Pin object = plan.object();
        return read(
                task,
                plan,
                line ->
                        Text.isMarkAlone(line)
                                ? new Decoder.Decoded.Blank<>()
                                : new Decoder.Decoded.Read<>(Text.of(object, line)));
    }

    /// The lines of the task's slice as bytes, without their ends, whatever their encoding. Each is
    /// an array of its own.
    ///
    /// @throws PermanentFailureException when the task is not of a plan of bytes
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
                plan.object().name(), cut(task, plan, LineCut.Ends.ANY), decoder, null);
    }

    /// The lines that start in the task's slice.
    static Cut cut(Task task, Plan.Bytes plan, LineCut.Ends ends) throws IOException {
        Slice slice = task.slice();
        boolean cut = slice.from() > plan.from();
        return new LineCut(
                task.source()
                        .open(plan.object(), cut ? slice.from() - 1 : slice.from(), slice.to()),
                plan.object(),
                slice,
                cut,
                ends,
                MAX_LINE_BYTES);
    }

    /// The plan of bytes that the task is of.
    ///
    /// @param reader what is to read it, as an author has called it
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
