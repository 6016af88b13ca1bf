package dev.fanfold.workload.read;

import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.BufferedInputStream;
import java.io.IOException;

/// Reads the records of an object if all of them have the same length in bytes. The object may be
/// cut into slices at any byte; a task reads the records whose first byte lies in its slice.
/// [Lines#plan] makes the plan if the object has no header. With a header, make a [Plan.Bytes] that
/// starts at the first record.
public final class FixedRecords {
    /// The maximum length of a record in bytes.
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private FixedRecords() {}

    /// The records of the task's slice, each in a new array.
    ///
    /// Reading throws [dev.fanfold.workload.InvalidInputException] if the last record is
    /// incomplete.
    ///
    /// @param length the length of a record in bytes, 1 to [#MAX_RECORD_BYTES]
    /// @throws PermanentFailureException if the plan is not one of bytes, or the length is out of
    ///   range
    public static SliceReader<byte[]> of(Task task, int length) throws IOException {
        if (length < 1 || length > MAX_RECORD_BYTES) {
            throw new PermanentFailureException(
                    "a record has 1 to %d bytes, not %d".formatted(MAX_RECORD_BYTES, length));
        }
        Plan.Bytes plan = Lines.planOf(task, "FixedRecords.of");
        Slice slice = task.slice();
        long recordsBefore = Math.ceilDiv(slice.from() - plan.from(), length);
        long first = Math.min(plan.from() + recordsBefore * length, slice.to());
        return new SliceReader<>(
                task,
                plan.object().name(),
                new FixedCut(
                        new BufferedInputStream(
                                task.source().open(plan.object(), first, slice.to())),
                        plan.object(),
                        first,
                        slice.to(),
                        length),
                record -> new Decoder.Decoded.Read<>(Lines.copy(record)),
                null);
    }
}
