package dev.fanfold.workload;

import java.util.Optional;

/// A workload without resources: both halves in one class.
///
/// The sample in the project's README is one. [Summing] and [SummingMap] implement the merge.
///
/// @param <P> a partial result, as in [Workload]
public interface PlainWorkload<P> extends Workload<P>, Work<P> {
    /// By default, [#finish] also makes the answer so far. Override this method if finishing has
    /// effects or takes long.
    @Override
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return Optional.of(finish(total, job));
    }

    @Override
    default Work<P> open(Resources resources) {
        return this;
    }
}
