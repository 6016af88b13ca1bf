package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The lost tasks of a round, by kind of reason and by trace, with the texts of some reasons.
///
/// @param byKind the lost tasks by the kind of their reason; each task is in one set
/// @param samples the reasons of the lost tasks with the lowest indices, by index: at most
///   [#MAX_SAMPLES], with at most [#MAX_SAMPLE_CHARS] characters together, because they are part of
///   the accumulator's item. If a sampled task is done after all, no other sample replaces it.
/// @param groups the losses that have a trace, ordered by each group's first task
public record Losses(
        Map<Reason.Kind, TaskSet> byKind,
        SortedMap<Integer, Reason> samples,
        List<LossGroup> groups) {
    static final int MAX_SAMPLES = 100;
    static final int MAX_SAMPLE_CHARS = 8_000;
    public static final Losses NONE = new Losses(Map.of(), new TreeMap<>());

    /// Losses without traces.
    public Losses(Map<Reason.Kind, TaskSet> byKind, SortedMap<Integer, Reason> samples) {
        this(byKind, samples, List.of());
    }

    public Losses {
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        byKind.forEach((kind, tasks) -> {
            if (!tasks.isEmpty()) {
                kinds.put(kind, tasks);
            }
        });
        byKind = Collections.unmodifiableMap(kinds);
        samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
        groups = List.copyOf(groups);
    }

    /// All lost tasks.
    public TaskSet tasks() {
        return byKind.values().stream().reduce(TaskSet.NONE, TaskSet::plus);
    }

    /// The tasks that are lost for this kind of reason.
    public TaskSet ofKind(Reason.Kind kind) {
        return byKind.getOrDefault(kind, TaskSet.NONE);
    }

    /// The number of tasks that are lost for this kind of reason and are in no group, because they
    /// have no trace or their group was dropped.
    public int ungrouped(Reason.Kind kind) {
        int grouped =
                groups.stream()
                        .filter(group -> group.reason().kind() == kind)
                        .mapToInt(LossGroup::count)
                        .sum();
        return Math.max(0, ofKind(kind).size() - grouped);
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    /// The losses with one more. A task that is already lost keeps its first reason.
    Losses plus(Outcome.Lost lost) {
        if (byKind.values().stream().anyMatch(tasks -> tasks.holds(lost.task()))) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        kinds.putAll(byKind);
        kinds.merge(lost.reason().kind(), lost.tasks(), TaskSet::plus);
        var newSamples = new TreeMap<>(samples);
        newSamples.put(lost.task(), lost.reason());
        int chars = newSamples.values().stream().mapToInt(reason -> reason.text().length()).sum();
        while (newSamples.size() > MAX_SAMPLES || chars > MAX_SAMPLE_CHARS) {
            chars -= newSamples.pollLastEntry().getValue().text().length();
        }
        return new Losses(kinds, newSamples, LossGroup.plus(groups, lost));
    }

    /// The losses without these tasks, which were done after all.
    Losses minus(TaskSet done) {
        if (isEmpty() || !tasks().holdsSome(done)) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        byKind.forEach((kind, tasks) -> kinds.put(kind, tasks.minus(done)));
        var newSamples = new TreeMap<>(samples);
        newSamples.keySet().removeIf(done::holds);
        return new Losses(kinds, newSamples, LossGroup.minus(groups, done));
    }
}
