package dev.fanfold.workloads.tabulate;

import java.util.ArrayList;
import java.util.List;

/// The groups with their counts: the partial result of a slice, or of several merged slices.
public final class Tabulation {
    static final Tabulation EMPTY = new Tabulation(List.of());

    private final List<Group> groups;

    /// @param groups in the order of their keys
    Tabulation(List<Group> groups) {
        this.groups = groups;
        int measures = groups.isEmpty() ? 0 : groups.getFirst().missing().length;
        Limits.checkGroups(groups.size(), measures);
        long weight = groups.stream().mapToLong(Group::weight).sum();
        Limits.checkWeight(weight, groups.size(), measures);
    }

    List<Group> groups() {
        return groups;
    }

    /// The groups of both, with the counts of equal keys merged. Neither argument changes.
    static Tabulation merge(Tabulation left, Tabulation right) {
        if (left.groups.isEmpty()) {
            return right;
        }
        var merged = new ArrayList<Group>(Math.max(left.groups.size(), right.groups.size()));
        int i = 0;
        for (Group group : right.groups) {
            while (i < left.groups.size()
                    && Key.ORDER.compare(left.groups.get(i).key(), group.key()) < 0) {
                merged.add(left.groups.get(i++));
            }
            boolean isInBoth =
                    i < left.groups.size()
                            && Key.ORDER.compare(left.groups.get(i).key(), group.key()) == 0;
            merged.add(isInBoth ? merge(left.groups.get(i++), group) : group);
        }
        merged.addAll(left.groups.subList(i, left.groups.size()));
        return new Tabulation(merged);
    }

    private static Group merge(Group left, Group right) {
        long[] missing = left.missing().clone();
        var values = new ArrayList<Values>(missing.length);
        for (int i = 0; i < missing.length; i++) {
            missing[i] += right.missing()[i];
            values.add(Values.merge(left.values().get(i), right.values().get(i)));
        }
        return new Group(left.key(), left.count() + right.count(), missing, values);
    }
}
