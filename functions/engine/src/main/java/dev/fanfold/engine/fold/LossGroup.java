package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.TraceReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The lost tasks that have the same trace and the same kind of reason.
///
/// The groups of a job are bounded, because they are part of the accumulator's item. Which traces
/// have a group, and what a group says of its first task, does not depend on the order of the
/// losses. The count of a group depends on it if there are more than [#MAX_GROUPS] traces: a trace
/// that was dropped and returns is counted from the start. One more case is inexact: a task beyond
/// the first [#MAX_TASKS] stays counted if it is done after all.
///
/// @param trace the trace of the first task that was lost, even if it is done after all
/// @param reason the reason of the same task
/// @param tasks the first [#MAX_TASKS] of them
/// @param more the number of tasks beyond those
public record LossGroup(TraceReference trace, Reason reason, TaskSet tasks, int more) {
    /// The maximum number of groups of a job.
    ///
    /// Those with the lowest first task are kept.
    public static final int MAX_GROUPS = 20;

    static final int MAX_TASKS = 200;

    /// The task with the lowest index.
    public int first() {
        return tasks.first();
    }

    /// The number of tasks.
    public int count() {
        return tasks.size() + more;
    }

    /// The groups with one more loss, in the order of their first tasks.
    static List<LossGroup> plus(List<LossGroup> groups, Outcome.Lost lost) {
        TraceReference trace = lost.trace();
        if (trace == null) {
            return groups;
        }
        var all = new ArrayList<>(groups);
        int known = indexOf(groups, lost.reason().kind(), trace);
        if (known < 0) {
            all.add(new LossGroup(trace, lost.reason(), lost.tasks(), 0));
        } else {
            all.set(known, groups.get(known).plus(lost, trace));
        }
        return all.stream()
                .sorted(Comparator.comparingInt(LossGroup::first))
                .limit(MAX_GROUPS)
                .toList();
    }

    /// The groups without these tasks.
    static List<LossGroup> minus(List<LossGroup> groups, TaskSet done) {
        return groups.stream()
                .map(group ->
                        new LossGroup(
                                group.trace, group.reason, group.tasks.minus(done), group.more))
                .filter(group -> !group.tasks.isEmpty())
                .sorted(Comparator.comparingInt(LossGroup::first))
                .toList();
    }

    private static int indexOf(List<LossGroup> groups, Reason.Kind kind, TraceReference trace) {
        for (int i = 0; i < groups.size(); i++) {
            LossGroup group = groups.get(i);
            if (group.reason.kind() == kind && group.trace.hash().equals(trace.hash())) {
                return i;
            }
        }
        return -1;
    }

    private LossGroup plus(Outcome.Lost lost, TraceReference itsTrace) {
        TaskSet with = tasks.plus(lost.tasks());
        boolean full = with.size() > MAX_TASKS;
        TaskSet kept = full ? with.minus(TaskSet.of(with.last())) : with;
        boolean first = lost.task() < first();
        return new LossGroup(
                first ? itsTrace : trace,
                first ? lost.reason() : reason,
                kept,
                full ? more + 1 : more);
    }
}
