package dev.fanfold.workloads.tabulate;

/// The values of one measure in one group. They are a [Histogram] while there are few different
/// values, and a [Sketch] after that. The choice, and every bit of the result, depends on the
/// values alone, not on their order or on the slices that they came from.
sealed interface Values permits Histogram, Sketch {
    /// The number of values.
    long count();

    /// The approximate memory of the values, in bytes. It depends on the values only, and a merge
    /// never lowers it.
    long weight();

    /// The statistics of the values. There must be at least one value.
    Summary summary();

    /// All values of both. Neither argument changes.
    static Values merge(Values left, Values right) {
        return switch (left) {
            case Sketch sketch -> sketch.copy().addAll(right);
            case Histogram histogram ->
                    switch (right) {
                        case Sketch sketch -> sketch.copy().addAll(histogram);
                        case Histogram other -> histogram.plus(other);
                    };
        };
    }
}
