package dev.fanfold.workloads.tabulate;

import dev.fanfold.engine.arrival.InputFault;
import java.util.ArrayList;
import java.util.List;

/// What was found of all groups: the partial result of a slice, and of any merge of them.
public final class Tabulation {
    static final int MOST_GROUPS = 100_000;
    static final long MOST_BYTES = 256L << 20;
    static final Tabulation EMPTY = new Tabulation(List.of());

    private final List<Group> groups;

    /// @param groups in the order of their keys
    Tabulation(List<Group> groups) {
        this.groups = groups;
        checkGroups(groups.size());
        checkBytes(groups.stream().mapToLong(Group::weight).sum());
    }

    List<Group> groups() {
        return groups;
    }

    /// Both as one, whatever the order; leaves both as they are.
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
            boolean both =
                    i < left.groups.size()
                            && Key.ORDER.compare(left.groups.get(i).key(), group.key()) == 0;
            merged.add(both ? merge(left.groups.get(i++), group) : group);
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

    static void checkGroups(int groups) {
        if (groups > MOST_GROUPS) {
            throw new InputFault(
                    "more than %d groups: group by fewer or coarser columns"
                            .formatted(MOST_GROUPS));
        }
    }

    static void checkBytes(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new InputFault(
                    ("the answer so far takes about %d MiB, more than %d: measure fewer columns at once, or group"
                                    + " by fewer or coarser ones")
                            .formatted(bytes >> 20, MOST_BYTES >> 20));
        }
    }
}
