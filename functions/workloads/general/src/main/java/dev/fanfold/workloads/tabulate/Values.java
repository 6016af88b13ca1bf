package dev.fanfold.workloads.tabulate;

/// What is known of the values of one measure in one group. Which form it has, and every bit of it,
/// follows from the values alone, not from their order or slicing: a [Histogram] as long as they
/// are few and fit, a [Sketch] from then on.
sealed interface Values permits Histogram, Sketch {
    /// How many values there are.
    long count();

    /// About how much memory they take, in bytes. It follows from the values and a merge never
    /// lowers it.
    long weight();

    /// What is said of them; of one value at least.
    Summary summary();

    /// Both as one; leaves both as they are.
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
