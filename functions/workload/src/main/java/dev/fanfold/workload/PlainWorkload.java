package dev.fanfold.workload;

import java.util.Optional;

/// A workload without resources: both halves in one class.
///
/// The sample in the project's README is one. [Summing] and [SummingMap] already know how to add
/// up.
///
/// @param <P> a partial result, as in [Workload]
public interface PlainWorkload<P> extends Workload<P>, Work<P> {
    /// The answer so far is by default what [#finish] makes of it. Override it if finishing has
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
