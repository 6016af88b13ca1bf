package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// Counts and lists the rejected records of a slice.
///
/// A batch is processed measure by measure, but its rejections are listed record by record. So
/// their order does not depend on how the file is cut.
final class RejectedRecords {
    // How many characters of a rejected value its reason shows.
    private static final int MAX_SHOWN = 40;

    private final Layout layout;
    private final Notation notation;
    private final Rows rows;
    private final Rejections rejections;
    private final int groupColumns;
    private final int measures;
    // The rejected values of the current batch. Measure i of record k is bit `k * measures + i`.
    private final BitSet values = new BitSet();
    private long count;

    RejectedRecords(Layout layout, Notation notation, Rows rows, Rejections rejections) {
        this.layout = layout;
        this.notation = notation;
        this.rows = rows;
        this.rejections = rejections;
        groupColumns = layout.groups().size();
        measures = layout.measures().size();
    }

    /// Counts and lists the only record of the current batch as rejected.
    void addMalformed(String reason) throws IOException {
        count++;
        rows.reject(0, reason, rejections);
    }

    /// Rejects a value of record `k` of the current batch, because it is not a number. [#endBatch]
    /// counts and lists it.
    void addValue(int k, int measure) {
        values.set(k * measures + measure);
    }

    /// Lists the rejected values of the current batch. A record with several of them counts once.
    void endBatch() throws IOException {
        int last = -1;
        for (int value = values.nextSetBit(0); value >= 0; value = values.nextSetBit(value + 1)) {
            int k = value / measures;
            count += k == last ? 0 : 1;
            last = k;
            rows.reject(k, reason(k, value % measures), rejections);
        }
        values.clear();
    }

    private String reason(int k, int measure) {
        int field = (groupColumns + measure) * Rows.BATCH + k;
        int start = rows.starts[field];
        int end = rows.ends[field];
        return layout.measures().get(measure).name()
                + ": \""
                + excerpt(start, end)
                + "\" "
                + notation.reason(rows.bytes(), start, end)
                + rows.recordErrors.hint(rows.bytes(), rows.recordStart(k), start, end);
    }

    private String excerpt(int start, int end) {
        int length = Math.min(end - start, 4 * MAX_SHOWN + 4);
        return Excerpt.of(
                new String(rows.bytes(), start, length, StandardCharsets.UTF_8), MAX_SHOWN);
    }

    /// The counts of the slice.
    ///
    /// @param read the number of its records
    Records records(long read) {
        return new Records(read, count, rejections.first());
    }
}
