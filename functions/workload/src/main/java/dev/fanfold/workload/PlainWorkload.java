package dev.fanfold.workload;

import java.util.Optional;

/// A workload without resources: both halves in one class.
///
/// [Summing] and [SummingMap] are plain workloads that implement the merge.
///
/// @param <P> the type of a partial result, as in [Workload]
public interface PlainWorkload<P> extends Workload<P>, Work<P> {
    /// The answer so far. By default, [#finish] makes it, and there is none if `finish` asks for a
    /// further round. Override this method if `finish` has side effects or takes long.
    @Override
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return switch (finish(total, job)) {
            case Finished.Done done -> Optional.of(done.result());
            case Finished.Next _ -> Optional.empty();
        };
    }

    @Override
    default Work<P> open(Resources resources) {
        return this;
    }
}
