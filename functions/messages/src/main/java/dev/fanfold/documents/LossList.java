package dev.fanfold.documents;

import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The losses of a round, the entry with the most tasks first. Each group of losses with the same
/// trace and kind of reason is an entry. The tasks of a kind of reason that are in no group are an
/// entry, too.
final class LossList {
    private LossList() {}

    static List<Account.Loss> of(Losses losses) {
        var list = new ArrayList<Account.Loss>();
        losses.groups().forEach(group -> list.add(grouped(group)));
        losses.byKind().keySet().stream()
                .filter(kind -> losses.ungrouped(kind) > 0)
                .forEach(kind -> list.add(ungrouped(losses, kind)));
        list.sort(Comparator.comparingInt(Account.Loss::tasks).reversed());
        return list;
    }

    private static Account.Loss grouped(LossGroup group) {
        return new Account.Loss(
                group.count(),
                OptionalInt.of(group.first()),
                group.reason().kind().name(),
                group.reason().text(),
                group.trace().at(),
                group.trace().hash());
    }

    private static Account.Loss ungrouped(Losses losses, Reason.Kind kind) {
        OptionalInt first = firstUngrouped(losses, kind);
        Reason sample = first.isPresent() ? losses.samples().get(first.getAsInt()) : null;
        return new Account.Loss(
                losses.ungrouped(kind),
                first,
                kind.name(),
                sample == null ? "" : sample.text(),
                "",
                "");
    }

    // The first task of this kind that is in no group. If a group lists only some of its tasks, it
    // is unknown.
    private static OptionalInt firstUngrouped(Losses losses, Reason.Kind kind) {
        List<LossGroup> groups =
                losses.groups().stream().filter(group -> group.reason().kind() == kind).toList();
        if (groups.stream().anyMatch(group -> group.more() > 0)) {
            return OptionalInt.empty();
        }
        Stream<TaskSet> grouped = groups.stream().map(LossGroup::tasks);
        TaskSet ungrouped = losses.ofKind(kind).minus(grouped.reduce(TaskSet.NONE, TaskSet::plus));
        return ungrouped.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ungrouped.first());
    }
}
