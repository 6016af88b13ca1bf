package dev.fanfold.items;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The breakers of a worker as one task uses them. It notes which targets the task left alone.
final class TaskBreakers {
    /// From this round of a job on no target is left alone, so that the items of a target that
    /// never recovers use up their attempts and the job ends.
    static final int MAX_ROUNDS = 100;

    private final Breakers breakers;
    private final int round;
    private final Set<String> leftAlone = new TreeSet<>();

    /// @param round the number of the round
    TaskBreakers(Breakers breakers, int round) {
        this.breakers = breakers;
        this.round = round;
    }

    /// Until when an item of this target is left alone; empty if the function may be called for it.
    OptionalLong leftAloneUntil(Optional<String> target, long now) {
        if (target.isEmpty() || round >= MAX_ROUNDS) {
            return OptionalLong.empty();
        }
        OptionalLong until = breakers.leftAloneUntil(target.get(), now);
        until.ifPresent(_ -> leftAlone.add(target.get()));
        return until;
    }

    /// Records a transient failure of an item with this target.
    void failed(Optional<String> target, long now) {
        target.ifPresent(name -> breakers.failed(name, now));
    }

    void succeeded(Optional<String> target) {
        target.ifPresent(breakers::succeeded);
    }

    /// Adds the targets that were left alone to the files of the task.
    void writeTo(TaskFiles files) {
        leftAlone.forEach(files::addLeftAlone);
    }
}
