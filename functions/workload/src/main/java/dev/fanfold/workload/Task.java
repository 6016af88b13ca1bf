package dev.fanfold.workload;

import java.nio.file.Path;
import java.util.function.Supplier;

/// One task, as passed to [Work#work].
///
/// @param job the job's id, 32 hexadecimal digits
/// @param index its place in the plan, from 0
/// @param attempt number of this attempt, from 1
/// @param scratch supplies an empty directory for this task, deleted after the invocation
public record Task(
        String job,
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
