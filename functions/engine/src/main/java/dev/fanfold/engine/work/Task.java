package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.plan.Slice;
import java.nio.file.Path;
import java.util.function.Supplier;

/// One task as its workload sees it.
///
/// @param index its place in the plan, from 0
/// @param attempt from 1
/// @param scratch makes a directory of its own when asked: empty, and gone after the invocation
public record Task(
        JobId job,
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
