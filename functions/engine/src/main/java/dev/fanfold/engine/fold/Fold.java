package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.WrittenOutputs;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Folds outcomes into an accumulator.
///
/// Each task counts once, even if its outcomes arrive twice and in whatever order. Only which
/// outcomes must be resent, and which of several reasons of a loss stays, depends on the order.
///
/// @param <P> the type of the workload's partial results
public final class Fold<P> {
    private final Workload<P> workload;
    private final Function<Payload, byte[]> load;
    private final int epoch;
    private final Accumulator start;
    private TaskSet done;
    private Losses losses;
    private Ledger ledger;
    private final List<WrittenOutputs> written = new ArrayList<>();
    // The tasks of the outcomes that were set aside.
    private TaskSet aside = TaskSet.NONE;
    // Null until the first outcome is merged, so that a fold of duplicates decodes nothing.
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

    /// Folds these outcomes into `start`. A sealed accumulator stays unchanged.
    ///
    /// @param load returns the bytes of a payload
    /// @throws MergeFailedException if the workload's merge or codec throws, or if the merge or the
    ///   encoding returns null. A [VirtualMachineError], such as one of memory, is thrown as it is
    public static <P> FoldResult fold(
            Workload<P> workload,
            Function<Payload, byte[]> load,
            Accumulator start,
            List<Outcome> outcomes) {
        if (start.isSealed()) {
            return new FoldResult.Unchanged(TaskSet.NONE);
        }
        var fold = new Fold<>(workload, load, start);
        outcomes.forEach(fold::add);
        return fold.result();
    }

    // The `Done` outcome of several tasks is set aside if some of the tasks, but not all, are done
    // already, because its merged partial result cannot be split. A loss of another epoch, or of a
    // task that is done, does not count.
    private void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done group when done.holdsAll(group.tasks()) -> {}
            case Outcome.Done group when done.holdsSome(group.tasks()) ->
                    aside = aside.plus(group.tasks());
            case Outcome.Done group -> addGroup(group);
            case Outcome.Lost loss when loss.epoch() != epoch || done.holds(loss.task()) -> {}
            case Outcome.Lost loss -> losses = losses.plus(loss);
        }
    }

    private void addGroup(Outcome.Done group) {
        value = merged(load.apply(group.partial()));
        done = done.plus(group.tasks());
        losses = losses.minus(group.tasks());
        ledger = ledger.plus(group);
        if (group.outputs() != null) {
            written.add(group.outputs());
        }
    }

    // Loading a payload is outside of the `try`: if it throws, the workload is not the cause.
    private P merged(byte[] partial) {
        P current = value;
        byte @Nullable [] startBytes = current == null ? load.apply(start.value()) : null;
        try {
            P left =
                    startBytes == null
                            ? Objects.requireNonNull(current)
                            : workload.codec().decode(startBytes);
            return Objects.requireNonNull(
                    workload.merge(left, workload.codec().decode(partial)), "it returned null");
        } catch (Throwable e) {
            throw MergeFailedException.of("merge", workload.definition().name(), e);
        }
    }

    private byte[] encoded(P merged) {
        try {
            return Objects.requireNonNull(workload.codec().encode(merged), "it returned null");
        } catch (Throwable e) {
            throw MergeFailedException.of("encode", workload.definition().name(), e);
        }
    }

    private FoldResult result() {
        TaskSet toResend = aside.minus(done).minus(losses.tasks());
        if (done.equals(start.done()) && losses.equals(start.losses())) {
            return new FoldResult.Unchanged(toResend);
        }
        P merged = value;
        byte @Nullable [] bytes = merged == null ? null : encoded(merged);
        return new FoldResult.Changed(start, done, losses, ledger, bytes, written, toResend);
    }
}
