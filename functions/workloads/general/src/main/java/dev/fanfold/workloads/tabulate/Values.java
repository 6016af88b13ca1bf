package dev.fanfold.workloads.tabulate;

/// The values of one measure in one group. Their form, and every bit of it, depends on the values
/// alone and not on their order or slicing: a [Histogram] while they are few and fit, a [Sketch]
/// from then on.
sealed interface Values permits Histogram, Sketch {
    /// The number of values.
    long count();

    /// Their approximate memory, in bytes. It depends on the values only, and a merge never lowers
    /// it.
    long weight();

    /// Their statistics; there is at least one value.
    Summary summary();

    /// Both merged; neither changes.
    static Values merge(Values left, Values right) {
        return switch (left) {
            case Sketch sketch -> sketch.copy().plus(right);
            case Histogram few ->
                    switch (right) {
                        case Sketch sketch -> sketch.copy().plus(few);
                        case Histogram others -> few.plus(others);
                    };
        };
    }
}
