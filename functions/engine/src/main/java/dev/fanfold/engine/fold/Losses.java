package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tasks that are lost, by kind of reason, with the reasons of the first hundred.
///
/// @param byKind disjoint sets
/// @param samples the reason of the lost tasks with the lowest indices
public record Losses(Map<Reason.Kind, TaskSet> byKind, SortedMap<Integer, Reason> samples) {
    static final int SAMPLES = 100;
    public static final Losses NONE = new Losses(Map.of(), new TreeMap<>());

    public Losses {
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        byKind.forEach((kind, tasks) -> {
            if (!tasks.isEmpty()) {
                kinds.put(kind, tasks);
            }
        });
        byKind = Collections.unmodifiableMap(kinds);
        samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
    }

    public TaskSet tasks() {
        return byKind.values().stream().reduce(TaskSet.NONE, TaskSet::plus);
    }

    public TaskSet of(Reason.Kind kind) {
        return byKind.getOrDefault(kind, TaskSet.NONE);
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    /// With one more; a task that is lost already keeps its first reason.
    Losses plus(Outcome.Lost lost) {
        if (tasks().holds(lost.task())) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        kinds.putAll(byKind);
        kinds.merge(lost.reason().kind(), lost.tasks(), TaskSet::plus);
        var shown = new TreeMap<>(samples);
        shown.put(lost.task(), lost.reason());
        if (shown.size() > SAMPLES) {
            shown.pollLastEntry();
        }
        return new Losses(kinds, shown);
    }

    /// Without these, which were done after all.
    Losses minus(TaskSet done) {
        if (isEmpty() || !tasks().holdsSome(done)) {
            return this;
        }
        var kinds = new EnumMap<Reason.Kind, TaskSet>(Reason.Kind.class);
        byKind.forEach((kind, tasks) -> kinds.put(kind, tasks.minus(done)));
        var shown = new TreeMap<>(samples);
        shown.keySet().removeIf(done::holds);
        return new Losses(kinds, shown);
    }
}
