package dev.fanfold.workload.read;

import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.BufferedInputStream;
import java.io.IOException;

/// The records of an object in which all have the same length in bytes, wherever the cuts fall: a
/// task reads the records whose first byte lies in its slice. The plan is one of [Lines#plan], or
/// starts where the first record does.
public final class FixedRecords {
    /// The longest record.
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private FixedRecords() {}

    /// The records of the task's slice, each an array of its own.
    ///
    /// Reading throws [dev.fanfold.workload.InvalidInputException] when the last record is not
    /// whole.
    ///
    /// @param length bytes in a record, 1 to [#MAX_RECORD_BYTES]
    /// @throws PermanentFailureException when the task is not of a plan of bytes, or no record has
    ///   that length
    public static SliceReader<byte[]> of(Task task, int length) throws IOException {
        if (length < 1 || length > MAX_RECORD_BYTES) {
            throw new PermanentFailureException(
                    "a record has 1 to %d bytes, not %d".formatted(MAX_RECORD_BYTES, length));
        }
        Plan.Bytes plan = Lines.planOf(task, "FixedRecords.of");
        Slice slice = task.slice();
        long before = Math.ceilDiv(slice.from() - plan.from(), length);
        long first = Math.min(plan.from() + before * length, slice.to());
        return new SliceReader<>(
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
