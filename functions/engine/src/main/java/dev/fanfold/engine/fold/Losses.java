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

/// The lost tasks by kind of reason and by trace, with samples of the reasons.
///
/// The samples are the reasons of at most the first hundred tasks.
///
/// @param byKind disjoint sets
/// @param samples the reasons of the lost tasks with the lowest indices, as many as have
///   [#MAX_SAMPLE_CHARS] characters together
/// @param groups the losses with a trace, in the order of their first tasks
public record Losses(
        Map<Reason.Kind, TaskSet> byKind,
        SortedMap<Integer, Reason> samples,
        List<LossGroup> groups) {
    static final int SAMPLES = 100;
    static final int MAX_SAMPLE_CHARS = 8_000;
    public static final Losses NONE = new Losses(Map.of(), new TreeMap<>());

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

    public TaskSet tasks() {
        return byKind.values().stream().reduce(TaskSet.NONE, TaskSet::plus);
    }

    public TaskSet ofKind(Reason.Kind kind) {
        return byKind.getOrDefault(kind, TaskSet.NONE);
    }

    /// The number of tasks lost for this kind of reason that are in no group.
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

    /// The losses with one more.
    ///
    /// A task that is lost already keeps its first reason.
    Losses plus(Outcome.Lost lost) {
        if (byKind.values().stream().anyMatch(tasks -> tasks.holds(lost.task()))) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        kinds.putAll(byKind);
        kinds.merge(lost.reason().kind(), lost.tasks(), TaskSet::plus);
        var shown = new TreeMap<>(samples);
        shown.put(lost.task(), lost.reason());
        int chars = shown.values().stream().mapToInt(reason -> reason.text().length()).sum();
        while (shown.size() > SAMPLES || chars > MAX_SAMPLE_CHARS) {
            chars -= shown.pollLastEntry().getValue().text().length();
        }
        return new Losses(kinds, shown, LossGroup.plus(groups, lost));
    }

    /// The losses without these tasks, which were done after all.
    Losses minus(TaskSet done) {
        if (isEmpty() || !tasks().holdsSome(done)) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        byKind.forEach((kind, tasks) -> kinds.put(kind, tasks.minus(done)));
        var shown = new TreeMap<>(samples);
        shown.keySet().removeIf(done::holds);
        return new Losses(kinds, shown, LossGroup.minus(groups, done));
    }
}
