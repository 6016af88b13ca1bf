package dev.fanfold.workloads.tabulate;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Runs a check with many random generators, and reports the seed of the one that failed.
final class Seeds {
    private Seeds() {}

    static void each(int count, Consumer<SplittableRandom> check) {
        for (int seed = 1; seed <= count; seed++) {
            try {
                check.accept(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
