package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Slice;
import java.util.List;
import java.util.Optional;

/// The first gap or overlap in the coverage of a round.
///
/// @param task the task in whose slice the gap or overlap begins
/// @param text a description for the user
public record CoverageBreak(int task, String text) {
    private static final String NOT_PLANNED = "covered though they are not in the plan";

    /// Finds the first overlap, or gap that no lost task explains.
    ///
    /// A lost task explains a gap that includes a part of its slice. The gap need not begin and end
    /// with the slice, because a task covers the records that start in its slice: its coverage
    /// begins and ends with records, next to the cuts.
    ///
    /// @param spans the coverage of all done tasks
    /// @param lost the tasks that did not cover their slices
    public static Optional<CoverageBreak> find(Plan plan, List<Span> spans, TaskSet lost) {
        long at = plan.from();
        for (Span span : Span.joined(spans)) {
            if (span.from() < plan.from()) {
                long to = Math.min(span.to(), plan.from());
                return Optional.of(broken(plan, span.from(), to, NOT_PLANNED));
            }
            if (span.from() < at) {
                long to = Math.min(span.to(), at);
                return Optional.of(broken(plan, span.from(), to, "covered twice"));
            }
            if (span.from() > at && !isExplained(plan, at, span.from(), lost)) {
                return Optional.of(broken(plan, at, span.from(), "not covered"));
            }
            at = span.to();
        }
        if (at > plan.to()) {
            return Optional.of(broken(plan, plan.to(), at, NOT_PLANNED));
        }
        boolean isWhole = at == plan.to() || isExplained(plan, at, plan.to(), lost);
        return isWhole ? Optional.empty() : Optional.of(broken(plan, at, plan.to(), "not covered"));
    }

    private static boolean isExplained(Plan plan, long from, long to, TaskSet lost) {
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
        // Compares before it subtracts, because a span may lie anywhere and a difference could
        // overflow.
        if (unit <= plan.from()) {
            return 0;
        }
        return unit >= plan.to()
                ? plan.tasks() - 1
                : Math.toIntExact((unit - plan.from()) / plan.each());
    }
}
