package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Folds outcomes into an accumulator.
///
/// Each task counts once, in any order and with duplicates.
///
/// @param <P> the workload's partial result
public final class Fold<P> {
    private final Workload<P> workload;
    private final Function<Payload, byte[]> load;
    private final int epoch;
    private final Accumulator start;
    private TaskSet done;
    private Losses losses;
    private Ledger ledger;
    private TaskSet aside = TaskSet.NONE;
    private @Nullable P value;

    private Fold(Workload<P> workload, Function<Payload, byte[]> load, Accumulator start) {
        this.workload = workload;
        this.load = load;
        this.start = start;
        this.epoch = start.epoch();
        this.done = start.done();
        this.losses = start.losses();
        this.ledger = start.ledger();
    }

    /// Folds these outcomes.
    ///
    /// @param load loads the bytes of a payload
    /// @throws MergeFailedException if the workload cannot merge
    public static <P> FoldResult fold(
            Workload<P> workload,
            Function<Payload, byte[]> load,
            Accumulator now,
            List<Outcome> outcomes) {
        if (now.isSealed()) {
            return new FoldResult.Unchanged(TaskSet.NONE);
        }
        var fold = new Fold<>(workload, load, now);
        outcomes.forEach(fold::take);
        return fold.folded();
    }

    private void take(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done one when done.holdsAll(one.tasks()) -> {}
            case Outcome.Done one when done.holdsSome(one.tasks()) ->
                    aside = aside.plus(one.tasks());
            case Outcome.Done one -> add(one);
            case Outcome.Lost one when one.epoch() != epoch || done.holds(one.task()) -> {}
            case Outcome.Lost one -> losses = losses.plus(one);
        }
    }

    private void add(Outcome.Done one) {
        value = merged(load.apply(one.partial()));
        done = done.plus(one.tasks());
        losses = losses.minus(one.tasks());
        ledger = ledger.plus(one);
    }

    // The only place in the fold that runs the workload's code.
    private P merged(byte[] partial) {
        P now = value;
        byte @Nullable [] before = now == null ? load.apply(start.value()) : null;
        try {
            P left = before == null ? Objects.requireNonNull(now) : workload.codec().decode(before);
            return workload.merge(left, workload.codec().decode(partial));
        } catch (Throwable e) {
            throw MergeFailedException.of("merge", workload.definition().name(), e);
        }
    }

    private byte[] encoded(P now) {
        try {
            return workload.codec().encode(now);
        } catch (Throwable e) {
            throw MergeFailedException.of("encode", workload.definition().name(), e);
        }
    }

    private FoldResult folded() {
        // Tasks that only a group that was set aside would have covered.
        TaskSet uncovered = aside.minus(done).minus(losses.tasks());
        if (done.equals(start.done()) && losses.equals(start.losses())) {
            return new FoldResult.Unchanged(uncovered);
        }
        P now = value;
        byte @Nullable [] bytes = now == null ? null : encoded(now);
        return new FoldResult.Changed(start, done, losses, ledger, bytes, uncovered);
    }
}
