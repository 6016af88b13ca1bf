package dev.fanfold.workload;

import java.nio.file.Path;
import java.util.function.Supplier;

/// One task, as passed to [Work#work].
///
/// @param job the job's id, 32 hexadecimal digits
/// @param round the round of the job
/// @param index the index of the task in the round's plan, from 0
/// @param attempt the number of this attempt, from 1
/// @param source the source that opens the input
/// @param scratch creates an empty directory for this task, which is deleted after the invocation
public record Task(
        String job,
        Round round,
        int index,
        int attempt,
        Plan plan,
        JobSettings settings,
        Source source,
        Supplier<Path> scratch) {
    public Slice slice() {
        return plan.slice(index);
    }
}
