package dev.fanfold.workload;

/// The partial result of a task, and the part of its slice that the task covered.
///
/// A task of a plan of bytes returns [dev.fanfold.workload.read.SliceReader#worked(Object)], whose
/// coverage is the part that was read.
public record TaskResult<P>(P partial, Coverage coverage, Records records) {
    /// The result of a task that covered its whole slice of numbers or items. Each unit counts as
    /// one record.
    ///
    /// @throws PermanentFailureException if the slice is one of bytes
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
