package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Records.Rejections;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The original texts of the records of a batch, most of them in the [SliceBuffer].
final class RecordTexts {
    // Where the records start in the buffer, and where the next ones start.
    private final int[] starts = new int[Rows.BATCH];
    private final int[] ends = new int[Rows.BATCH];
    // Copies of those records that were changed in the buffer.
    private final byte[] @Nullable [] copies = new byte[Rows.BATCH] @Nullable [];

    /// Sets the place of record `k` in the buffer. It ends where the next record starts.
    void set(int k, int start, int end) {
        starts[k] = start;
        ends[k] = end;
        copies[k] = null;
    }

    int start(int k) {
        return starts[k];
    }

    /// Copies record `k`. Call it before the record is changed in the buffer.
    void keep(int k, byte[] buffer) {
        if (copies[k] == null) {
            copies[k] = Arrays.copyOfRange(buffer, starts[k], ends[k]);
        }
    }

    /// Adds a rejection of record `k`, whose text is without its line end.
    void reject(int k, byte[] buffer, long offset, String reason, Rejections rejections)
            throws IOException {
        byte[] copy = copies[k];
        byte[] record = copy == null ? buffer : copy;
        int from = copy == null ? starts[k] : 0;
        int to = withoutLineEnd(record, from, from + ends[k] - starts[k]);
        rejections.add(offset, reason, record, from, to);
    }

    /// The end of the record in `[start, end)` without its line end, if it has one.
    static int withoutLineEnd(byte[] bytes, int start, int end) {
        int to = end > start && bytes[end - 1] == '\n' ? end - 1 : end;
        return to > start && bytes[to - 1] == '\r' ? to - 1 : to;
    }
}
