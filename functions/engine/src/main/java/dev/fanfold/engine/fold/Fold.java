package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.work.Workload;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Folds outcomes into an accumulator, each task once, whatever their order and however often.
///
/// @param <P> the workload's partial result
final class Fold<P> {
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

    /// The accumulator after these outcomes.
    ///
    /// @param load the bytes of a payload
    static <P> Folded fold(Workload<P> workload, Function<Payload, byte[]> load, Accumulator now, List<Outcome> outcomes) {
        if (now.isSealed()) {
            return new Folded.Unchanged(TaskSet.NONE);
        }
        var fold = new Fold<>(workload, load, now);
        outcomes.forEach(fold::take);
        return fold.folded();
    }

    private void take(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done one when done.holdsAll(one.tasks()) -> {}
            case Outcome.Done one when done.holdsSome(one.tasks()) -> aside = aside.plus(one.tasks());
            case Outcome.Done one -> add(one);
            case Outcome.Lost one when one.epoch() != epoch || done.holds(one.task()) -> {}
            case Outcome.Lost one -> losses = losses.plus(one);
        }
    }

    private void add(Outcome.Done one) {
        P found = workload.codec().decode(load.apply(one.partial()));
        value = workload.merge(value(), found);
        done = done.plus(one.tasks());
        losses = losses.minus(one.tasks());
        ledger = ledger.plus(one);
    }

    private P value() {
        P now = value;
        return now != null ? now : workload.codec().decode(load.apply(start.value()));
    }

    private Folded folded() {
        // What a group set aside would have covered, and nobody else did.
        TaskSet uncovered = aside.minus(done).minus(losses.tasks());
        if (done.equals(start.done()) && losses.equals(start.losses())) {
            return new Folded.Unchanged(uncovered);
        }
        byte @Nullable [] bytes = value == null ? null : workload.codec().encode(value);
        return new Folded.Changed(start, done, losses, ledger, bytes, uncovered);
    }
}
