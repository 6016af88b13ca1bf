package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Slice;
import java.util.List;
import java.util.Optional;

/// The first gap or overlap in what the tasks covered.
///
/// @param task the slice in which it begins
public record CoverageBreak(int task, String text) {
    /// Finds a gap that no lost task explains, or an overlap.
    ///
    /// A lost slice explains a gap that ends in or after it. A slice's records are those that start
    /// in it, so the gap begins and ends at the records next to the cuts.
    public static Optional<CoverageBreak> find(Plan plan, List<Span> spans, TaskSet lost) {
        long at = plan.from();
        for (Span span : Span.joined(spans)) {
            if (span.from() < at) {
                return Optional.of(broken(plan, span.from(), at, "covered twice"));
            }
            if (span.from() > at && !explained(plan, at, span.from(), lost)) {
                return Optional.of(broken(plan, at, span.from(), "not covered"));
            }
            at = span.to();
        }
        if (at > plan.to()) {
            return Optional.of(
                    broken(plan, plan.to(), at, "covered though they are not in the plan"));
        }
        boolean whole = at == plan.to() || explained(plan, at, plan.to(), lost);
        return whole ? Optional.empty() : Optional.of(broken(plan, at, plan.to(), "not covered"));
    }

    private static boolean explained(Plan plan, long from, long to, TaskSet lost) {
        int first = taskAt(plan, from);
        int last = taskAt(plan, to - 1);
        return lost.holdsSome(TaskSet.range(first, last + 1));
    }

    private static CoverageBreak broken(Plan plan, long from, long to, String how) {
        int task = taskAt(plan, from);
        Slice slice = plan.slice(task);
        return new CoverageBreak(
                task,
                "%s %d to %d are %s (task %d, slice %d to %d)"
                        .formatted(plan.unit(), from, to, how, task, slice.from(), slice.to()));
    }

    private static int taskAt(Plan plan, long unit) {
        // Compared before they are subtracted, because a span may be anywhere.
        if (unit <= plan.from()) {
            return 0;
        }
        return unit >= plan.to()
                ? plan.tasks() - 1
                : Math.toIntExact((unit - plan.from()) / plan.each());
    }
}
