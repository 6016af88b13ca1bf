package dev.fanfold.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Checks properties with seeded random data.
public final class Seeds {
    private Seeds() {}

    /// A property that must be true for any random data.
    public interface Law {
        void check(RandomGenerator random) throws Exception;
    }

    /// Checks the law for `count` consecutive seeds from `first` on.
    ///
    /// @throws AssertionError if the law fails; the message names the first seed that fails
    public static void forSeeds(long first, int count, Law law) {
        for (long seed = first; seed < first + count; seed++) {
            try {
                law.check(new SplittableRandom(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
