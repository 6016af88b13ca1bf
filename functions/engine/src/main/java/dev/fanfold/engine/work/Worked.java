package dev.fanfold.engine.work;

import dev.fanfold.engine.outcome.Coverage;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.plan.Slice;

/// What a task found, and what of its slice it accounts for.
///
/// A task of a plan of bytes ends with [SliceReader#worked(Object)]; its coverage is then what was
/// read.
public record Worked<P>(P partial, Coverage coverage, Records records) {
    /// All of a slice of numbers or items, each unit a record.
    ///
    /// @throws PermanentFailure when the slice is one of bytes
    public static <P> Worked<P> all(Task task, P partial) {
        return switch (task.plan()) {
            case Plan.Numbers _, Plan.Items _ -> whole(task.slice(), partial);
            case Plan.Bytes _ ->
                    throw new PermanentFailure(
                            "Worked.all is for plans of numbers and items: what a task covers of a slice of bytes, its"
                                    + " reader counts. Read with Lines.of(task), JsonLines.of(task),"
                                    + " DelimitedRows.of(task) or FixedRecords.of(task, length), and return"
                                    + " reader.worked(partial)");
        };
    }

    private static <P> Worked<P> whole(Slice slice, P partial) {
        return new Worked<>(
                partial,
                Coverage.of(slice.from(), slice.to(), slice.size()),
                Records.read(slice.size()));
    }
}
