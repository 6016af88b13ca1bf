package dev.fanfold.workload;

/// What a task found, and what of its slice it accounts for.
///
/// A task of a plan of bytes ends with [dev.fanfold.workload.read.SliceReader#worked(Object)]; its
/// coverage is then what was read.
public record TaskResult<P>(P partial, Coverage coverage, Records records) {
    /// All of a slice of numbers or items, each unit a record.
    ///
    /// @throws PermanentFailureException when the slice is one of bytes
    public static <P> TaskResult<P> all(Task task, P partial) {
        return switch (task.plan()) {
            case Plan.Numbers _, Plan.Items _ -> whole(task.slice(), partial);
            case Plan.Bytes _ ->
                    throw new PermanentFailureException(
                            "TaskResult.all is for plans of numbers and items: what a task covers of a slice of bytes, its"
                                    + " reader counts. Read with Lines.of(task), JsonLines.of(task),"
                                    + " DelimitedRows.of(task) or FixedRecords.of(task, length), and return"
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
