package dev.fanfold.workload;

/// The result of a task: its partial result, the part of its slice that it covered, and the counts
/// of its records.
///
/// In a plan of bytes, [dev.fanfold.workload.read.SliceReader#worked(Object)] makes the result.
/// Only a reader of your own calls the constructor, with the bytes that it has read. Fanfold cannot
/// check this coverage: if it states bytes that were not read, the ledger balances although the
/// answer is incomplete. The test library finds that only if the answer depends on how the input is
/// cut.
///
/// @param <P> the type of the partial result
public record TaskResult<P>(P partial, Coverage coverage, Records records) {
    /// The result of a task that covered its whole slice of numbers or items. Each unit counts as
    /// one record.
    ///
    /// @throws PermanentFailureException if the plan is one of bytes
    public static <P> TaskResult<P> all(Task task, P partial) {
        return switch (task.plan()) {
            case Plan.Numbers _, Plan.Items _ -> whole(task.slice(), partial);
            case Plan.Bytes _ ->
                    throw new PermanentFailureException(
                            "TaskResult.all is for plans of numbers and items. In a plan of bytes the reader counts what a"
                                    + " task covers: read with Lines.of(task), JsonLines.of(task),"
                                    + " DelimitedRows.read(task) or FixedRecords.of(task, length), and return"
                                    + " reader.worked(partial)");
        };
    }

    private static <P> TaskResult<P> whole(Slice slice, P partial) {
        return new TaskResult<>(
                partial,
                Coverage.of(slice.from(), slice.to(), slice.size()),
                Records.read(slice.size()));
    }
}
