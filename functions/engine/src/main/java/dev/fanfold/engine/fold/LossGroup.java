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
/// The number and size of the groups are limited, because they are part of the accumulator's item.
/// Unless lost tasks are done after all, the order in which losses are folded changes neither which
/// traces have a group, nor the trace and the reason of a group.
///
/// The count of a group is inexact in three cases. If there are more than [#MAX_GROUPS] traces, a
/// group that was dropped counts from 1 when its trace returns. The indices of tasks beyond the
/// first [#MAX_TASKS] are not stored, so such a task stays counted even if it is done after all. If
/// all stored tasks are done after all, the group is dropped, and the others count no more.
///
/// @param trace the trace of the task with the lowest index; the group keeps it even if that task
///   is done after all
/// @param reason the reason of the same task
/// @param tasks the [#MAX_TASKS] tasks with the lowest indices
/// @param more the number of further tasks
public record LossGroup(TraceReference trace, Reason reason, TaskSet tasks, int more) {
    /// The maximum number of groups of an accumulator. Those with the lowest first tasks are kept.
    public static final int MAX_GROUPS = 20;

    /// The maximum number of tasks of a group whose indices are stored.
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
        int index = indexOf(groups, lost.reason().kind(), trace);
        if (index < 0) {
            all.add(new LossGroup(trace, lost.reason(), lost.tasks(), 0));
        } else {
            all.set(index, groups.get(index).plus(lost, trace));
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

    /// The index of the group with this kind and trace, or -1.
    private static int indexOf(List<LossGroup> groups, Reason.Kind kind, TraceReference trace) {
        for (int i = 0; i < groups.size(); i++) {
            LossGroup group = groups.get(i);
            if (group.reason.kind() == kind && group.trace.hash().equals(trace.hash())) {
                return i;
            }
        }
        return -1;
    }

    private LossGroup plus(Outcome.Lost lost, TraceReference lostTrace) {
        TaskSet all = tasks.plus(lost.tasks());
        boolean isFull = all.size() > MAX_TASKS;
        TaskSet kept = isFull ? all.minus(TaskSet.of(all.last())) : all;
        boolean isFirst = lost.task() < first();
        return new LossGroup(
                isFirst ? lostTrace : trace,
                isFirst ? lost.reason() : reason,
                kept,
                isFull ? more + 1 : more);
    }
}
